package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakZipTest {

    @TempDir
    private Path dir;

    @Test
    void theVersionIsWhatTheTopFolderSays() throws IOException {
        KeycloakZip zip = KeycloakZip.of(zip("any.zip", "keycloak-26.7.5/", "keycloak-26.7.5/bin/kc.sh"));

        assertThat(zip.version()).isEqualTo("26.7.5");
    }

    @Test
    void versionsAndBuildsOfOneVersionAreToldApart() throws IOException {
        assertThat(new String[] {
                    KeycloakZip.of(zip("a.zip", "keycloak-26.7.3/bin/kc.sh")).id(),
                    KeycloakZip.of(zip("b.zip", "keycloak-26.7.5/bin/kc.sh")).id(),
                    KeycloakZip.of(zip("c.zip", "keycloak-26.7.5/bin/kc.sh", "keycloak-26.7.5/more"))
                            .id()
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void anythingElseIsRefusedByName() throws IOException {
        Path jar = zip("some.zip", "META-INF/MANIFEST.MF");
        Path text = Files.writeString(dir.resolve("text.zip"), "no zip at all");

        for (Path file : new Path[] {jar, text, dir.resolve("none.zip")}) {
            assertThatThrownBy(() -> KeycloakZip.of(file))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = dir.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }
        return file;
    }
}
