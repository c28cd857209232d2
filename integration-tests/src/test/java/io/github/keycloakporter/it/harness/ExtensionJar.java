package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.it.extension.ForgetfulAction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.keycloak.authentication.RequiredActionFactory;

/** Packs the extension of the journeys for Keycloak's {@code providers} folder. */
final class ExtensionJar {

    private ExtensionJar() {}

    /** Always the same bytes for the same classes, so that the server built with it is found again. */
    static Path create() {
        try {
            Path jar = Files.createTempDirectory("porter-extension").resolve("journey-extension.jar");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
                String type = ForgetfulAction.class.getName().replace('.', '/') + ".class";
                try (InputStream in = ExtensionJar.class.getClassLoader().getResourceAsStream(type)) {
                    add(zip, type, in.readAllBytes());
                }
                add(
                        zip,
                        "META-INF/services/" + RequiredActionFactory.class.getName(),
                        ForgetfulAction.class.getName().getBytes(StandardCharsets.UTF_8));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The extension of the journeys cannot be packed", e);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
