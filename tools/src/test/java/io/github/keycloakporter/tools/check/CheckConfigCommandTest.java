package io.github.keycloakporter.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.tools.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command with files; {@code ConfigCheckIT} has a running server. */
class CheckConfigCommandTest {

    private static final String REALM = "../realm-config/porter-realm.json";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path conf;

    @BeforeEach
    void write() throws IOException {
        conf = Files.writeString(directory.resolve("keycloak.conf"), """
                # a comment
                hostname=https://${HOST:id.acme.dev}
                http-enabled=true
                proxy-headers=xforwarded
                proxy-trusted-addresses=10.0.0.2
                db=postgres
                db-password=changeme
                health-enabled=true
                metrics-enabled=true
                spi-redis-connection--lettuce--uri=rediss://redis.internal
                spi-redis-connection--lettuce--username=porter
                """);
        environment.put("KC_SPI_REDIS_CONNECTION__LETTUCE__PASSWORD", "ohN7oov6Eequaeph0hae");
    }

    @Test
    void theEnvironmentWinsOverTheFileAndArgumentsOverBoth() {
        assertThat(run("--conf", conf.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("ERROR    secret-example").contains("1 errors, 0 warnings");

        environment.put("KC_DB_PASSWORD", "ahSh3eighei2eiVohN7o");
        assertThat(run("--conf", conf.toString())).isZero();
        assertThat(out.toString()).contains("0 errors, 0 warnings");

        assertThat(run("--conf", conf.toString(), "--option", "db-password=admin"))
                .isEqualTo(1);

        environment.put("HOST", "localhost");
        assertThat(run("--conf", conf.toString())).isZero();
        assertThat(out.toString()).contains("hostname-local");
        assertThat(run("--conf", conf.toString(), "--fail-on", "warning")).isEqualTo(1);
    }

    /** As keytool -importpass writes it. */
    @Test
    void theConfigKeystoreIsRead() throws Exception {
        char[] password = "keystore-password".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "kc.db-password",
                new KeyStore.SecretKeyEntry(SecretKeyFactory.getInstance("PBE")
                        .generateSecret(new PBEKeySpec("ahSh3eighei2eiVohN7o".toCharArray()))),
                new KeyStore.PasswordProtection(password));
        Path file = directory.resolve("secrets.p12");
        try (OutputStream to = Files.newOutputStream(file)) {
            store.store(to, password);
        }
        environment.put("KC_CONFIG_KEYSTORE", file.toString());
        environment.put("KC_CONFIG_KEYSTORE_PASSWORD", "keystore-password");
        assertThat(run("--conf", conf.toString())).isZero();

        environment.put("KC_CONFIG_KEYSTORE_PASSWORD", "wrong");
        assertThat(run("--conf", conf.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--config-keystore " + file + " cannot be read");
    }

    @Test
    void jsonIsForMachines() throws IOException {
        environment.clear();
        environment.put("PORTER_SMTP_FROM", "accounts@acme.dev");
        assertThat(run("--realm-file", REALM, "--json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("findings")).isEmpty();

        environment.put("PORTER_SMTP_HOST", "smtp.acme.dev");
        assertThat(run("--realm-file", REALM, "--json")).isEqualTo(1);
        report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("errors").asInt()).isEqualTo(1);
        assertThat(report.get("findings").get(0).get("id").asText()).isEqualTo("smtp-tls");
        assertThat(report.get("findings").get(0).get("severity").asText()).isEqualTo("ERROR");
        assertThat(report.get("findings").get(0).get("realm").asText()).isEqualTo("porter");
    }

    @Test
    void whatCannotBeCheckedIsNoGoodConfiguration() throws IOException {
        environment.clear();
        assertThat(run()).isEqualTo(2);
        assertThat(run("https://id.acme.dev", "--conf", conf.toString())).isEqualTo(2);
        assertThat(run("--realm", "shop", "--realm-file", REALM)).isEqualTo(2);
        assertThat(run("--conf", "/nowhere/keycloak.conf")).isEqualTo(2);
        assertThat(err.toString()).contains("--conf /nowhere/keycloak.conf cannot be read");
        assertThat(run(
                        "--realm-file",
                        Files.writeString(directory.resolve("a.json"), "{}").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("it has no field 'realm'");
        assertThat(run("https://id.acme.dev")).isEqualTo(2);
        assertThat(err.toString()).contains("PORTER_ADMIN_CLIENT_ID");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine tool = Main.commandLine(environment);
        tool.setOut(new PrintWriter(out, true));
        tool.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("check-config"));
        all.addAll(List.of(arguments));
        return tool.execute(all.toArray(String[]::new));
    }
}
