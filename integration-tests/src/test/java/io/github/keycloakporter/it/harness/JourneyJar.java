package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.verification.journey.ForgetfulAction;
import io.github.keycloakporter.verification.journey.JourneyAction;
import io.github.keycloakporter.verification.journey.JourneyStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the extension that journeys put beside Porter. */
final class JourneyJar {

    private JourneyJar() {}

    static Path pack(Path jar) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            service(zip, "org.keycloak.authentication.FormActionFactory", JourneyStep.class);
            service(
                    zip,
                    "org.keycloak.authentication.RequiredActionFactory",
                    JourneyAction.class,
                    ForgetfulAction.class);
            for (Class<?> type : List.of(JourneyStep.class, JourneyAction.class, ForgetfulAction.class)) {
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

    private static void service(ZipOutputStream zip, String service, Class<?>... types) throws IOException {
        String lines = Arrays.stream(types).map(Class::getName).collect(Collectors.joining("\n", "", "\n"));
        byte[] content = lines.getBytes(StandardCharsets.UTF_8);
        entry(zip, "META-INF/services/" + service, new ByteArrayInputStream(content));
    }

    private static void entry(ZipOutputStream zip, String name, InputStream content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // always the same bytes for the same classes, so that a server that was built with them is found again
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        content.transferTo(zip);
        zip.closeEntry();
    }
}
