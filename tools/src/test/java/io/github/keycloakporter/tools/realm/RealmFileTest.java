package io.github.keycloakporter.tools.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmFileTest {

    private static final Path REALM_CONFIG = Path.of("..", "realm-config");

    @TempDir
    private Path folder;

    @Test
    void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
        Path realm = write(
                "x-realm.json",
                "{\"realm\": \"x\", \"a\": \"${A:1}\", \"b\": \"${B:1}\", \"c\": \"${C:1} and ${vault.smtp}\"}");
        Path values = write("x.env", "# values\n\nB=2\nC=2\n");
        JsonNode read = RealmFile.read(realm, null, new EnvironmentValues(values, Map.of("B", "", "C", "3")));
        assertThat(read.path("a").asText()).isEqualTo("1");
        assertThat(read.path("b").asText()).isEqualTo("2");
        assertThat(read.path("c").asText()).isEqualTo("3 and ${vault.smtp}");
    }

    @Test
    void anOverlayIsMergedByName() throws IOException {
        Path realm = write("x-realm.json", """
                {"realm": "x", "smtpServer": {"host": "a", "port": "1"}, "supportedLocales": ["en", "de"],
                 "clients": [{"clientId": "one", "enabled": true}, {"clientId": "two", "enabled": true}]}
                """);
        Path overlay = write("x.json", """
                {"smtpServer": {"port": "2"}, "supportedLocales": ["fr"],
                 "clients": [{"clientId": "two", "enabled": false}, {"clientId": "three"}]}
                """);
        JsonNode read = RealmFile.read(realm, overlay, new EnvironmentValues(null, Map.of()));
        assertThat(read.toString())
                .isEqualTo("{\"realm\":\"x\",\"smtpServer\":{\"host\":\"a\",\"port\":\"2\"},"
                        + "\"supportedLocales\":[\"fr\"],\"clients\":[{\"clientId\":\"one\",\"enabled\":true},"
                        + "{\"clientId\":\"two\",\"enabled\":false},{\"clientId\":\"three\"}]}");
    }

    @Test
    void faultsNameTheFileAndTheFix() throws IOException {
        Path realm = write("x-realm.json", "{\"realm\": \"x\", \"smtpServer\": {\"host\": \"${HOST}\"}}");
        refused(realm, null, Map.of(), "Set HOST", "smtpServer.host", "no default");
        refused(realm, null, Map.of("HOST", "a\"b"), "HOST", "must hold no \"");
        refused(realm, "HOSTS=x\n", Map.of("HOST", "a"), "x.env sets HOSTS", "no such placeholder");
        refused(realm, "HOST\n", Map.of(), "Set HOST", "x.env leaves it to the environment");
        refused(realm, "HOST=\"a\"\n", Map.of(), "line 1", "without quotes");
        refused(realm, "HOST=a\nHOST=b\n", Map.of(), "line 2", "again");
        refused(realm, "host: a\n", Map.of(), "line 1", "NAME=value");
        refused(write("y-realm.json", "{\"realm\": \n\"x\","), null, Map.of(), "y-realm.json, line 2", "no JSON");
        refused(write("z-realm.json", "[]"), null, Map.of(), "no field 'realm'");
        refused(folder.resolve("none.json"), null, Map.of(), "none.json cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "staging", "production"})
    void theShippedEnvironmentsFillTheShippedFile(String name) throws IOException {
        Path values = REALM_CONFIG.resolve("environments/" + name + ".env");
        Map<String, String> environment = new LinkedHashMap<>();
        Files.readAllLines(values).stream()
                .filter(line -> line.matches("[A-Z_]+"))
                .forEach(line -> environment.put(line, "from-the-environment"));
        JsonNode realm = RealmFile.read(
                REALM_CONFIG.resolve("porter-realm.json"), null, new EnvironmentValues(values, environment));
        assertThat(realm.toString()).doesNotContain("${PORTER");
        if (!name.equals("development")) {
            assertThat(realm.path("sslRequired").asText()).isEqualTo("all");
            assertThat(realm.path("smtpServer").path("starttls").asText()).isEqualTo("true");
            assertThat(realm.path("smtpServer").path("password").asText()).isEqualTo("from-the-environment");
            assertThat(realm.path("clients").get(0).path("enabled").asText()).isEqualTo("false");
        }
    }

    private void refused(Path realm, String values, Map<String, String> environment, String... words)
            throws IOException {
        Path file = values == null ? null : write("x.env", values);
        assertThatThrownBy(() -> RealmFile.read(realm, null, new EnvironmentValues(file, environment)))
                .isInstanceOf(ToolException.class)
                .satisfies(e -> List.of(words).forEach(word -> assertThat(e).hasMessageContaining(word)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
