package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A distribution of Keycloak as it is downloaded.
 *
 * @param version what its top folder says: {@code keycloak-26.7.3}
 * @param size in bytes; tells two builds of one version apart
 */
record KeycloakZip(Path file, String version, long size) {

    private static final Pattern START_SCRIPT = Pattern.compile("keycloak-([^/]+)/bin/kc\\.sh");

    /** @throws StackException when there is no such file, or it is no distribution of Keycloak */
    static KeycloakZip of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StackException(
                    "There is no Keycloak distribution at " + file
                            + ": build local-stack with Maven again, with -Dporter.keycloak.dist=<version or zip> for another one");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String version = zip.stream()
                    .map(ZipEntry::getName)
                    .map(START_SCRIPT::matcher)
                    .filter(Matcher::matches)
                    .map(script -> script.group(1))
                    .findFirst()
                    .orElseThrow(() -> notKeycloak(file, "it has no keycloak-<version>/bin/kc.sh", null));
            return new KeycloakZip(file, version, Files.size(file));
        } catch (IOException e) {
            throw notKeycloak(file, e.getMessage(), e);
        }
    }

    /** What the cache keeps apart. */
    String id() {
        return version + "-" + size;
    }

    private static StackException notKeycloak(Path file, String why, Exception cause) {
        return new StackException(file + " is no distribution of Keycloak: " + why, cause);
    }
}
