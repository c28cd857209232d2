package io.github.keycloakporter.redis.connection.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to log in at a server.
 *
 * @param username the ACL user; empty for Redis's default user
 * @param fixed the password, where it is an option
 * @param file the file that holds the password, where it is not
 */
public record RedisLogin(Optional<String> username, Optional<String> fixed, Optional<Path> file) {

    /** The password as it is now. A file is read each time, so that a new connection uses the password of today. */
    public Optional<String> password() {
        return file.isPresent() ? Optional.of(read(file.get())) : fixed;
    }

    /** Whether the server is told a password. */
    public boolean isSet() {
        return file.isPresent() || fixed.isPresent();
    }

    /** Without the line break at the end, which editors and {@code echo} leave. */
    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("[\r\n]+$", "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the password file " + file, e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "RedisLogin[username=" + username + ", file=" + file + "]";
    }
}
