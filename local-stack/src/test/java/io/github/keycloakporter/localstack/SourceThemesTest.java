package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceThemesTest {

    @TempDir
    Path folder;

    /** JUnit warns of links that lead out of its folder. */
    @AfterEach
    void removeLinks() throws IOException {
        FileTree.delete(folder);
    }

    @Test
    void everythingLeadsToTheSources() throws IOException {
        Map<String, String> options = SourceThemes.link(StackArtifacts.checkout(), folder);
        assertThat(options).containsEntry("spi-theme--folder--dir", folder.toString());
        Path login = folder.resolve("porter").resolve("login");
        // of the theme, of a provider, of a provider's style sheets
        assertThat(sourceOf(login.resolve("theme.properties"))).contains("/themes/src/main/");
        assertThat(sourceOf(login.resolve("porter-verify-email.ftl"))).contains("/providers/verification/src/main/");
        assertThat(sourceOf(login.resolve("resources/css/porter-pages.css")))
                .contains("/providers/verification/src/main/");
        // a provider's email that the theme replaces
        assertThat(sourceOf(folder.resolve("porter/email/html/porter-notice.ftl")))
                .contains("/themes/src/main/");
    }

    private static String sourceOf(Path link) throws IOException {
        return Files.readSymbolicLink(link).toString();
    }
}
