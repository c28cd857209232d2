package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.h2.tools.Server;

/**
 * One database for several Keycloak nodes: H2, the engine of Keycloak's {@code db=dev-file}, as a server of its own. It is a
 * process of its own too, because H2 chooses the address it listens on once for a whole JVM.
 */
public final class DatabaseServer implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int PROBE_MILLIS = 1_000;

    private final int port;
    private final Path dir;
    private volatile ChildProcess process;

    private DatabaseServer(Path dir) {
        this.port = Ports.free();
        this.dir = dir;
    }

    /** On a free port, with its files and its log in the directory. */
    public static DatabaseServer start(Path dir) {
        DatabaseServer server = new DatabaseServer(dir);
        server.restart();
        return server;
    }

    /** What a Keycloak node needs, as runtime options without dashes. */
    public Map<String, String> keycloakOptions() {
        // "value" is a column of Keycloak's and a keyword of H2's
        return Map.of(
                "db-url", "jdbc:h2:tcp://" + Ports.LOOPBACK + ":" + port + "/./keycloak;NON_KEYWORDS=VALUE",
                "db-username", "keycloak",
                "db-password", "keycloak");
    }

    public Path logFile() {
        return dir.resolve("database.log");
    }

    /** SIGTERM; the data stays. */
    public synchronized void stop() {
        if (process != null && process.isAlive()) {
            process.stop(GRACE);
        }
    }

    /** Starts it again on the same port with the same data. Returns once it accepts connections. */
    public void restart() {
        launch();
        Waiting.until("The database", READY, process, this::accepts);
    }

    /** Stops it and deletes the data; the log stays. */
    @Override
    public void close() {
        stop();
        try {
            FileTree.delete(data());
        } catch (IOException e) {
            throw new StackException("Could not delete " + data() + ": " + e.getMessage(), e);
        }
    }

    private synchronized void launch() {
        stop();
        try {
            Files.createDirectories(data());
        } catch (IOException e) {
            throw new StackException("No directory for the database: " + e.getMessage(), e);
        }
        process = ChildProcess.start(
                "The database",
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dh2.bindAddress=" + Ports.LOOPBACK,
                        "-cp",
                        h2Jar().toString(),
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        Integer.toString(port),
                        "-ifNotExists",
                        "-baseDir",
                        data().toString()),
                logFile());
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path data() {
        return dir.resolve("data");
    }

    private static Path h2Jar() {
        try {
            return Path.of(Server.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new StackException("The H2 jar has no usable path: " + e.getMessage(), e);
        }
    }
}
