package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.verification.journey.ForgetfulAction;
import io.github.keycloakporter.verification.journey.JourneyAction;
import io.github.keycloakporter.verification.journey.JourneyPages;
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

/** Packs the extension that journeys put beside Porter, and themes as operators write them. */
final class JourneyJar {

    /** The parents that a login theme of a realm may have. */
    static final List<String> PARENTS = List.of("keycloak.v2", "keycloak", "base");

    private JourneyJar() {}

    static Path pack(Path jar) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            service(zip, "org.keycloak.authentication.FormActionFactory", JourneyStep.class);
            service(
                    zip,
                    "org.keycloak.authentication.RequiredActionFactory",
                    JourneyAction.class,
                    ForgetfulAction.class);
            service(zip, "org.keycloak.services.resource.RealmResourceProviderFactory", JourneyPages.class);
            themes(zip);
            for (Class<?> type : List.of(
                    JourneyStep.class,
                    JourneyAction.class,
                    ForgetfulAction.class,
                    JourneyPages.class,
                    JourneyPages.Pages.class)) {
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

    /** The name of the login theme with this parent. */
    static String theme(String parent) {
        return "journey-" + parent;
    }

    /** Each has nothing but its parent. */
    private static void themes(ZipOutputStream zip) throws IOException {
        String all = PARENTS.stream()
                .map(parent -> "{\"name\": \"" + theme(parent) + "\", \"types\": [\"login\"]}")
                .collect(Collectors.joining(", ", "{\"themes\": [", "]}"));
        text(zip, "META-INF/keycloak-themes.json", all);
        for (String parent : PARENTS) {
            text(zip, "theme/" + theme(parent) + "/login/theme.properties", "parent=" + parent + "\n");
        }
    }

    private static void text(ZipOutputStream zip, String name, String content) throws IOException {
        entry(zip, name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static void service(ZipOutputStream zip, String service, Class<?>... types) throws IOException {
        String lines = Arrays.stream(types).map(Class::getName).collect(Collectors.joining("\n", "", "\n"));
        text(zip, "META-INF/services/" + service, lines);
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
