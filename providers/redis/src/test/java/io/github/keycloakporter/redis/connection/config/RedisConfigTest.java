package io.github.keycloakporter.redis.connection.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.redis.TlsFiles;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class RedisConfigTest {

    private static final String PREFIX = "--spi-redis-connection--lettuce--";

    @TempDir
    Path directory;

    private static RedisConfig config(String... namesAndValues) {
        return RedisConfig.from(MapScope.of(namesAndValues));
    }

    @Test
    void aUriIsEnough() {
        RedisConfig config = config("uri", "redis://cache.example.org");

        assertThat(config.mode()).isEqualTo(RedisConfig.Mode.STANDALONE);
        assertThat(config.where()).isEqualTo("cache.example.org:6379");
        assertThat(config.tls().data()).isFalse();
        assertThat(config.tls().verifyHost()).isTrue();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.commandTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.connections()).isEqualTo(2);
        assertThat(config.keyPrefix()).isEqualTo("porter");
        assertThat(config.health()).isEqualTo(RedisConfig.Health.REPORT);
    }

    @Test
    void aUriMayHoldEverything() {
        RedisConfig config = config("uri", "rediss://por+ter:p%40ss%2Fword@[2001:db8::1]:7000/3");

        assertThat(config.tls().data()).isTrue();
        assertThat(config.login().username()).contains("por+ter");
        assertThat(config.login().password()).contains("p@ss/word");
        assertThat(config.where()).isEqualTo("[2001:db8::1]:7000");
        assertThat(config.database()).isEqualTo(3);
    }

    @Test
    void aPasswordNeedsNoUser() {
        assertThat(config("uri", "redis://:word@host").login().password()).contains("word");
        assertThat(config("uri", "redis://word@host").login().password()).contains("word");
        assertThat(config("uri", "redis://word@host").login().username()).isEmpty();
        assertThat(config("uri", "redis://host", "password", "word").login().password())
                .contains("word");
    }

    @Test
    void hostAndPortAreAnotherWay() {
        assertThat(config("host", "::1", "port", "7001").where()).isEqualTo("[::1]:7001");
        assertThat(config("host", "cache").where()).isEqualTo("cache:6379");
    }

    @Test
    void sentinelsAreNamedByTheUri() {
        RedisConfig config = config("uri", "redis-sentinel://one,two:26380#main", "sentinelPassword", "word");

        assertThat(config.mode()).isEqualTo(RedisConfig.Mode.SENTINEL);
        assertThat(config.where()).isEqualTo("one:26379,two:26380");
        assertThat(config.master()).contains("main");
    }

    @Test
    void aClusterHasManyNodes() {
        RedisConfig config = config("uri", "redis://one,two:7001", "cluster", "true");

        assertThat(config.mode()).isEqualTo(RedisConfig.Mode.CLUSTER);
        assertThat(config.nodes()).hasSize(2);
    }

    @Test
    void withoutAPlaceTheStartStopsAndSaysWhichOptionIsMissing() {
        assertThatThrownBy(() -> config())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Option " + PREFIX + "uri is missing")
                .hasMessageContaining(PREFIX + "host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host",
                "redis://",
                "redis://host:port",
                "redis://host:0",
                "redis://host:70000",
                "redis://one two",
                "redis://host/database",
                "redis://host#main",
                "redis-sentinel://host",
                "redis://user:se%cret@host",
                "redis://user:se@cret@host",
                "host:6379",
                "redis://secret@ho[st"
            })
    void aBrokenUriIsNamedAndNotRepeated(String uri) {
        assertThatThrownBy(() -> config("uri", uri))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Option " + PREFIX + "uri must")
                .satisfies(thrown -> assertThat(everything(thrown)).doesNotContain("secret", "cret@"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host=one | host",
                "port=7000 | port",
                "cluster=maybe | cluster",
                "username=porter | password",
                "sentinelPassword=word | sentinel-password",
                "tls=on | tls",
                "tls=true;tlsCaFile=/nowhere/ca.pem | tls-ca-file",
                "tlsVerifyHost=1 | tls-verify-host",
                "database=-1 | database",
                "database=one | database",
                "cluster=true;database=1 | database",
                "clientName=two words | client-name",
                "connectTimeout=2 | connect-timeout",
                "connectTimeout=1ms | connect-timeout",
                "commandTimeout=0s | command-timeout",
                "commandTimeout=2h | command-timeout",
                "connections=0 | connections",
                "connections=65 | connections",
                "keyPrefix=por:ter | key-prefix",
                "health=off | health"
            })
    void eachBadOptionIsNamed(String options, String named) {
        Map<String, String> scope = new HashMap<>(Map.of("uri", "redis://host"));
        Arrays.stream(options.split(";")).map(option -> option.split("=")).forEach(o -> scope.put(o[0], o[1]));

        assertThatThrownBy(() -> RedisConfig.from(new MapScope(scope)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Option " + PREFIX + named + " ");
    }

    @Test
    void optionsThatContradictTheUriAreNamed() {
        assertThatThrownBy(() -> config("uri", "redis://one,two"))
                .hasMessageContaining(PREFIX + "cluster must be true");
        assertThatThrownBy(() -> config("uri", "redis-sentinel://one#main", "cluster", "true"))
                .hasMessageContaining(PREFIX + "cluster must be false");
        assertThatThrownBy(() -> config("uri", "rediss://one", "tls", "false")).hasMessageContaining(PREFIX + "tls");
        assertThatThrownBy(() -> config("uri", "redis://one/1", "database", "2"))
                .hasMessageContaining(PREFIX + "database");
        assertThatThrownBy(() -> config("uri", "redis://a:b@one", "username", "c"))
                .hasMessageContaining(PREFIX + "username");
        assertThatThrownBy(() -> config("uri", "redis://a:b@one", "password", "c"))
                .hasMessageContaining(PREFIX + "password");
    }

    @Test
    void aCaFileHasToHoldCertificatesAndNeedsTls() throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");

        assertThatThrownBy(() -> config("uri", "rediss://one", "tlsCaFile", file.toString()))
                .hasMessageContaining(PREFIX + "tls-ca-file must hold certificates");
        assertThatThrownBy(() -> config("uri", "redis://one", "tlsCaFile", file.toString()))
                .hasMessageContaining(PREFIX + "tls-ca-file needs TLS");
    }

    @Test
    void theTextOfAConfigHasNoSecrets() {
        RedisConfig config = config("uri", "redis-sentinel://user:secret1@one#main", "sentinelPassword", "secret2");
        assertThat(config.toString()).contains("one:26379").doesNotContain("secret", "user");
        assertThat(RedisAddress.parse("redis://user:secret@one").toString()).doesNotContain("secret", "user");
    }

    @Test
    void aPasswordFileIsReadEachTime() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "first\n");
        RedisLogin login = config("uri", "redis://one", "username", "porter", "passwordFile", file.toString())
                .login();
        assertThat(login.password()).contains("first");

        Files.writeString(file, "second");
        assertThat(login.password()).contains("second");
        assertThat(login.toString()).doesNotContain("second");

        Files.writeString(file, "\n");
        assertThatThrownBy(() -> config("uri", "redis://one", "passwordFile", file.toString()))
                .hasMessageContaining(PREFIX + "password-file must hold the password");
        assertThatThrownBy(() -> config("uri", "redis://:word@one", "passwordFile", file.toString()))
                .hasMessageContaining(PREFIX + "password-file must not be set");
    }

    @Test
    void sentinelsHaveALoginAndTlsOfTheirOwn() {
        RedisConfig config = config(
                "uri",
                "redis-sentinel://porter:word@one#main",
                "tls",
                "true",
                "sentinelTls",
                "false",
                "sentinelUsername",
                "guard",
                "sentinelPassword",
                "secret");

        assertThat(config.tls().data()).isTrue();
        assertThat(config.tls().sentinel()).isFalse();
        assertThat(config.sentinelLogin().username()).contains("guard");
        assertThat(config("uri", "rediss-sentinel://one#main").tls().sentinel()).isTrue();
        assertThatThrownBy(() -> config("uri", "redis://one", "sentinelTls", "true"))
                .hasMessageContaining(PREFIX + "sentinel-tls needs");
        assertThatThrownBy(() -> config("uri", "redis://one", "sentinelUsername", "guard"))
                .hasMessageContaining(PREFIX + "sentinel-username needs");
        assertThatThrownBy(() -> config("uri", "redis-sentinel://one#main", "sentinelUsername", "guard"))
                .hasMessageContaining(PREFIX + "sentinel-password is missing");
    }

    @Test
    void aClientCertificateNeedsItsKey() throws Exception {
        TlsFiles files = TlsFiles.make(directory, "dns:localhost");
        String certificate = files.certificate().toString();
        String key = files.key().toString();

        assertThat(config("uri", "rediss://one", "tlsCertificateFile", certificate, "tlsKeyFile", key)
                        .tls()
                        .certificate())
                .contains(files.certificate());
        assertThatThrownBy(() -> config("uri", "rediss://one", "tlsCertificateFile", certificate))
                .hasMessageContaining(PREFIX + "tls-key-file is missing");
        assertThatThrownBy(() -> config("uri", "rediss://one", "tlsKeyFile", key))
                .hasMessageContaining(PREFIX + "tls-certificate-file is missing");
        assertThatThrownBy(() ->
                        config("uri", "rediss://one", "tlsCertificateFile", certificate, "tlsKeyFile", certificate))
                .hasMessageContaining(PREFIX + "tls-key-file must hold a private key")
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> config("uri", "redis://one", "tlsCertificateFile", certificate, "tlsKeyFile", key))
                .hasMessageContaining("needs TLS");
    }

    @Test
    void theKeysAreCountedEachMinuteUnlessThatIsOff() {
        assertThat(RedisConfig.from(MapScope.of("host", "redis")).keyCountInterval())
                .contains(Duration.ofMinutes(1));
        assertThat(RedisConfig.from(MapScope.of("host", "redis", "keyCountInterval", "off"))
                        .keyCountInterval())
                .isEmpty();
        assertThatThrownBy(() -> RedisConfig.from(MapScope.of("host", "redis", "keyCountInterval", "1s")))
                .hasMessageContaining("--spi-redis-connection--lettuce--key-count-interval");
    }

    @Test
    void theConsoleKnowsEveryOptionAndWhichAreSecret() {
        assertThat(RedisOptions.metadata())
                .extracting(ProviderConfigProperty::getName)
                .hasSize(24)
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(enabled|provider)"));
        assertThat(RedisOptions.metadata())
                .filteredOn(ProviderConfigProperty::isSecret)
                .extracting(ProviderConfigProperty::getName)
                .containsExactlyInAnyOrder("uri", "password", "sentinelPassword");
    }

    private static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
