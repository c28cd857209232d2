package io.github.keycloakporter.spi.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret among the options: the value itself, or a file that holds it. The file is read each time, so that a new secret needs no
 * restart.
 *
 * @param fixed the value, where it is an option
 * @param file the file, where it is not
 */
public record Secret(Optional<String> fixed, Optional<Path> file) {

    private static final System.Logger LOGGER = System.getLogger(Secret.class.getName());

    /** Whether there should be one. */
    public boolean isSet() {
        return fixed.isPresent() || file.isPresent();
    }

    /** As it is now; empty where there is none, or where the file is empty or cannot be read, which is in the log. */
    public Optional<String> value() {
        return file.isPresent() ? read(file.get()) : fixed;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).trim()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "The file {0} with a secret cannot be read: {1}", file, e);
            return Optional.empty();
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Secret[file=" + file + "]";
    }
}
