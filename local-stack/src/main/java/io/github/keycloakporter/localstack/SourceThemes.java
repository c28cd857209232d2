package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A theme folder for Keycloak that consists of links to the sources, so that an edited template, style sheet or script shows at
 * the next request. Keycloak prefers a theme folder to the theme of the same name in a jar.
 */
final class SourceThemes {

    private static final List<String> TYPES = List.of("login", "email");
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private final Path checkout;
    private final Path folder;

    private SourceThemes(Path checkout, Path folder) {
        this.checkout = checkout;
        this.folder = folder;
    }

    /**
     * Makes the folder.
     *
     * @return the options that make Keycloak use it and cache nothing of it
     */
    static Map<String, String> link(Path checkout, Path folder) {
        try {
            new SourceThemes(checkout, folder).link();
        } catch (IOException e) {
            throw new StackException("The themes could not be linked from " + folder + ": " + e.getMessage(), e);
        }
        return Map.of(
                "spi-theme--folder--dir", folder.toString(),
                "spi-theme--cache-themes", "false",
                "spi-theme--cache-templates", "false",
                "spi-theme--static-max-age", "-1");
    }

    private void link() throws IOException {
        Path themes = checkout.resolve("themes").resolve(RESOURCES);
        for (String type : TYPES) {
            Path theme = folder.resolve("porter").resolve(type);
            // first, as in Keycloak: a theme's own file replaces one of the same name that a provider brings
            linkFiles(themes.resolve("theme").resolve("porter").resolve(type), theme);
            for (Path provided : providedResources()) {
                linkFiles(provided.resolve("templates"), theme);
                linkFiles(provided.resolve("resources"), theme.resolve("resources"));
            }
        }
    }

    private List<Path> providedResources() throws IOException {
        try (Stream<Path> providers = Files.list(checkout.resolve("providers"))) {
            return Stream.concat(Stream.of(checkout.resolve("themes")), providers.sorted())
                    .map(module -> module.resolve(RESOURCES).resolve("theme-resources"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static void linkFiles(Path source, Path target) throws IOException {
        if (!Files.isDirectory(source)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> tree = Files.walk(source)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path link = target.resolve(source.relativize(file));
            if (!Files.exists(link)) {
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(link, file);
            }
        }
    }
}
