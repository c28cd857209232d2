package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.verification.journey.JourneyAction;
import io.github.keycloakporter.verification.journey.JourneyStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the extension that journeys put beside Porter. */
final class JourneyJar {

    private JourneyJar() {}

    static Path pack(Path jar) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            service(zip, "org.keycloak.authentication.FormActionFactory", JourneyStep.class);
            service(zip, "org.keycloak.authentication.RequiredActionFactory", JourneyAction.class);
            for (Class<?> type : List.of(JourneyStep.class, JourneyAction.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    entry(zip, name, in);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The journeys' extension cannot be packed", e);
        }
    }

    private static void service(ZipOutputStream zip, String service, Class<?> type) throws IOException {
        byte[] line = (type.getName() + "\n").getBytes(StandardCharsets.UTF_8);
        entry(zip, "META-INF/services/" + service, new ByteArrayInputStream(line));
    }

    private static void entry(ZipOutputStream zip, String name, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.transferTo(zip);
        zip.closeEntry();
    }
}
