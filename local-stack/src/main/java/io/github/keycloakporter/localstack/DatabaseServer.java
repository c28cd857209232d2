package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One database for one or several Keycloak nodes: a process of its own, on loopback, with an empty database for {@link #user()}. */
public final class DatabaseServer implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final DatabaseEngine engine;
    private final int port;
    private final Path dir;
    private volatile ChildProcess process;

    private DatabaseServer(DatabaseEngine engine, Path dir) {
        this.engine = engine;
        this.port = Ports.free();
        this.dir = dir.toAbsolutePath();
    }

    /** H2 on a free port, with its files and its log in the directory. */
    public static DatabaseServer start(Path dir) {
        return start(Database.H2, dir);
    }

    /** On a free port, with its files and its log in the directory. */
    public static DatabaseServer start(Database kind, Path dir) {
        DatabaseServer server = new DatabaseServer(kind.engine(), dir);
        try {
            server.restart();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    public int port() {
        return port;
    }

    /** What a Keycloak node needs, as runtime options without dashes. The build option {@code db} is not among them. */
    public Map<String, String> keycloakOptions() {
        return keycloakOptions(port);
    }

    /**
     * As {@link #keycloakOptions()}, for a node that reaches the database through something in between.
     *
     * @param reached the port where the node finds it
     */
    public Map<String, String> keycloakOptions(int reached) {
        return Map.of("db-url", engine.keycloakUrl(reached), "db-username", user(), "db-password", password());
    }

    public String jdbcUrl() {
        return engine.jdbcUrl(port);
    }

    public String user() {
        return DatabaseEngine.NAME;
    }

    public String password() {
        return DatabaseEngine.NAME;
    }

    public Path logFile() {
        return dir.resolve("database.log");
    }

    /** Ends it in order; the data stays. */
    public synchronized void stop() {
        if (process != null && process.isAlive()) {
            engine.stop(process, data(), logFile(), GRACE);
        }
    }

    /** SIGKILL in the midst of whatever it does; the data stays. */
    public synchronized void kill() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    /** Makes the database hang (SIGSTOP): connections stay open, nothing is answered until {@link #thaw()}. */
    public synchronized void freeze() {
        process.freeze();
    }

    /** Lets a frozen database continue. */
    public synchronized void thaw() {
        process.thaw();
    }

    /** Starts it again on the same port with the same data. Returns once it accepts connections. */
    public void restart() {
        launch();
        Waiting.until("The database", READY, process, () -> engine.isReady(data(), port));
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
            if (!Files.isDirectory(data())) {
                Files.createDirectories(data());
                engine.initialize(data(), logFile());
            }
            process = ChildProcess.start("The database", engine.command(data(), port), logFile());
        } catch (IOException e) {
            throw new StackException("No database in " + dir + ": " + e.getMessage(), e);
        }
    }

    private Path data() {
        return dir.resolve("data");
    }
}
