package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.benchmarks.queue.QueueFillerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Packs the provider that fills the queue, the same to the byte each time: a changed one means a new build of Keycloak. */
final class FillerJar {

    private FillerJar() {}

    static Path pack(Path jar) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            // with it the server looks for JAX-RS classes in the jar
            text(zip, "META-INF/beans.xml", "<beans bean-discovery-mode=\"annotated\" version=\"4.1\"/>\n");
            text(
                    zip,
                    "META-INF/services/" + RealmResourceProviderFactory.class.getName(),
                    QueueFillerFactory.class.getName() + "\n");
            for (Path type : classes()) {
                try (InputStream in = Files.newInputStream(type)) {
                    entry(zip, directory() + type.getFileName(), in);
                }
            }
        }
        return jar;
    }

    private static List<Path> classes() throws IOException {
        try {
            Path root = Path.of(QueueFillerFactory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(root.resolve(directory()))) {
                return files.filter(file -> file.toString().endsWith(".class"))
                        .sorted()
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException("The benchmarks' classes have no usable path", e);
        }
    }

    private static String directory() {
        return QueueFillerFactory.class.getPackageName().replace('.', '/') + "/";
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        entry(zip, name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static void entry(ZipOutputStream zip, String name, InputStream content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        content.transferTo(zip);
        zip.closeEntry();
    }
}
