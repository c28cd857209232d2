package io.github.keycloakporter.localstack.realm;

/**
 * One thing wrong with a realm file.
 *
 * @param file the file as the caller named it
 * @param key where in the file, as in {@code clients[0].protocol}
 * @param message what is wrong and how to mend it
 */
public record Finding(String file, String key, String message) {

    /** One line, as scripts print it. */
    @Override
    public String toString() {
        return file + ": " + key + ": " + message;
    }
}
