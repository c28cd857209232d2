package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the build left what the stack runs. Each value comes from {@code stack.properties}, which Maven fills in, or from the
 * system property of the same name with the prefix {@code porter.}. Paths are relative to the checkout, which is the first
 * directory with a {@code local-stack/pom.xml} from the current one upwards: a checkout that was moved or copied works.
 *
 * @param keycloakZip the zip of the Keycloak distribution; may not exist
 * @param bundleJar the deployable jar; may not exist yet
 * @param realmFile the shipped realm
 * @param cacheDir built distributions live here from one run to the next
 * @param workDir data and logs of running stacks
 */
public record StackArtifacts(Path keycloakZip, Path bundleJar, Path realmFile, Path cacheDir, Path workDir) {

    /** Reads the values this build was made with. */
    public static StackArtifacts load() {
        Properties properties = new Properties();
        try (InputStream in = StackArtifacts.class.getResourceAsStream("stack.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new StackException("stack.properties cannot be read: " + e.getMessage(), e);
        }
        return new StackArtifacts(
                path(properties, "keycloak.zip"),
                path(properties, "bundle.jar"),
                path(properties, "realm.file"),
                path(properties, "cache.dir"),
                path(properties, "work.dir"));
    }

    /** The bundle jar, or an error that says how to build it. */
    public Path requireBundleJar() {
        if (!Files.isRegularFile(bundleJar)) {
            throw new StackException(
                    "There is no bundle at " + bundleJar + ": run 'mvn package -pl providers/bundle -am'");
        }
        return bundleJar;
    }

    /** The shipped realm, or an error that says what is missing. */
    public Path requireRealmFile() {
        if (!Files.isRegularFile(realmFile)) {
            throw new StackException("There is no realm file at " + realmFile + ": set -Dporter.realm.file");
        }
        return realmFile;
    }

    private static Path path(Properties properties, String name) {
        Path path = Path.of(value(properties, name));
        return path.isAbsolute() ? path : checkout().resolve(path).normalize();
    }

    /** The root of the sources. */
    static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        for (Path dir = here; dir != null; dir = dir.getParent()) {
            if (Files.isRegularFile(dir.resolve("local-stack").resolve("pom.xml"))) {
                return dir;
            }
        }
        throw new StackException(here + " is not inside a checkout of Porter: change to one");
    }

    private static String value(Properties properties, String name) {
        String value = System.getProperty("porter." + name, properties.getProperty(name, ""));
        if (value.isBlank() || value.startsWith("${")) {
            throw new StackException(
                    "stack.properties has no " + name + ": build local-stack with Maven or set -Dporter." + name);
        }
        return value;
    }
}
