package io.github.keycloakporter.localstack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Programs that come in jars; unpacked once, under the name of their jar, and kept in the cache. */
final class Binaries {

    private Binaries() {}

    /** @param resource a file in the jar */
    static Path of(String resource, Unpacking unpacking) throws IOException {
        requirePlatform();
        Path cache = StackArtifacts.load().cacheDir();
        Path target = cache.resolve(jar(resource));
        if (!Files.isDirectory(target)) {
            Path dir = Files.createDirectories(cache.resolve("new-" + UUID.randomUUID()));
            try {
                unpacking.into(dir);
                FileTree.publish(dir, target);
            } finally {
                FileTree.delete(dir);
            }
        }
        return target;
    }

    static InputStream open(String resource) throws IOException {
        return url(resource).openStream();
    }

    static void executable(Path file, boolean wanted) throws IOException {
        if (wanted && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /** The name of the jar without its ending: it carries the version. */
    private static String jar(String resource) throws IOException {
        JarURLConnection connection = (JarURLConnection) url(resource).openConnection();
        String name =
                Path.of(connection.getJarFileURL().getPath()).getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static URL url(String resource) throws IOException {
        URL url = Binaries.class.getResource(resource);
        if (url == null) {
            throw new FileNotFoundException(resource + " is not on the class path");
        }
        return url;
    }

    private static void requirePlatform() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.equals("Linux amd64")) {
            throw new StackException("PostgreSQL and MariaDB come for Linux amd64 only, not for " + platform
                    + ": leave the stack on H2");
        }
    }

    interface Unpacking {
        void into(Path dir) throws IOException;
    }
}
