package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

/** How one kind of database is made and started. User, password and, where one has a name, the database: {@link #NAME}. */
interface DatabaseEngine {

    String NAME = "keycloak";

    /** How long making an empty database may take. */
    Duration INITIALIZED = Duration.ofMinutes(1);

    /** Fills the empty data directory before the first start. */
    void initialize(Path data, Path log) throws IOException;

    ProcessBuilder command(Path data, int port) throws IOException;

    String jdbcUrl(int port);

    /** As the operator's guide has Keycloak use it. */
    default String keycloakUrl(int port) {
        return jdbcUrl(port);
    }

    /** Whether it takes queries now. */
    default boolean isReady(Path data, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks it to end, whoever is connected. */
    default void stop(ChildProcess process, Path data, Path log, Duration grace) {
        process.stop(grace);
    }
}
