package io.github.keycloakporter.tools.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminLoginTest {

    @TempDir
    private Path folder;

    @Test
    void aServiceAccountWithItsSecretInAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
        AdminLogin login = AdminLogin.require(
                Map.of("PORTER_ADMIN_CLIENT_ID", "ci", "PORTER_ADMIN_CLIENT_SECRET_FILE", secret.toString()));
        assertThat(login).isEqualTo(new AdminLogin("master", "ci", null, "hush"));
        assertThat(login.toString()).doesNotContain("hush");
    }

    @Test
    void aUserOfAnotherRealm() {
        assertThat(AdminLogin.require(Map.of(
                        "PORTER_ADMIN_USER", "ada", "PORTER_ADMIN_PASSWORD", "hush", "PORTER_ADMIN_REALM", "porter")))
                .isEqualTo(new AdminLogin("porter", "admin-cli", "ada", "hush"));
    }

    @Test
    void faultsSayWhatToSet() {
        assertThat(AdminLogin.from(Map.of())).isEmpty();
        refused(Map.of(), "no credentials of an administrator", "PORTER_ADMIN_CLIENT_ID");
        refused(Map.of("PORTER_ADMIN_USER", "ada"), "incomplete", "PORTER_ADMIN_PASSWORD");
        refused(
                Map.of(
                        "PORTER_ADMIN_USER", "a",
                        "PORTER_ADMIN_PASSWORD", "b",
                        "PORTER_ADMIN_CLIENT_ID", "c",
                        "PORTER_ADMIN_CLIENT_SECRET", "d"),
                "two administrators");
        refused(
                Map.of("PORTER_ADMIN_USER", "a", "PORTER_ADMIN_PASSWORD_FILE", "/nowhere"),
                "PORTER_ADMIN_PASSWORD_FILE names /nowhere");
        refused(
                Map.of("PORTER_ADMIN_USER", "a", "PORTER_ADMIN_PASSWORD", "b", "PORTER_ADMIN_PASSWORD_FILE", "c"),
                "not both");
    }

    private static void refused(Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> AdminLogin.require(environment))
                .isInstanceOf(ToolException.class)
                .satisfies(e -> {
                    for (String word : words) {
                        assertThat(e).hasMessageContaining(word);
                    }
                });
    }
}
