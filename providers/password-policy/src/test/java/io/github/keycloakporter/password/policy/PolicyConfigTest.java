package io.github.keycloakporter.password.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.password.breach.BreachConfig;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.policy.PasswordPolicyConfigException;

/** What may stand in the brackets of a policy, and the options of the server. */
class PolicyConfigTest {

    private static final String FOLDER_OPTION = "--spi-password-policy--porter-common--directory";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"15, 15, 15", "'15,8', 15, 8", "' 15 , 8 ', 15, 8", "1, 1, 1", "'256,256', 256, 256"})
    void aLength(String text, int alone, int besides) {
        assertThat(Lengths.parse(text.strip())).isEqualTo(new Lengths(alone, besides));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "257", "8,15", "15,0", "15,8,1", "15;8", "15,", "1234"})
    void noLength(String text) {
        assertThatThrownBy(() -> Lengths.parse(text)).isInstanceOf(PasswordPolicyConfigException.class);
    }

    @Test
    void whatHoldsWithoutBrackets() {
        assertThat(new LengthPolicyFactory().parse("")).isEqualTo(new Lengths(15, 8));
        assertThat(new StrengthPolicyFactory().parse("")).isEqualTo(new Lengths(12, 12));
        assertThat(common(MapScope.of()).parse("")).isEmpty();
        assertThat(common(MapScope.of()).parse("shipped")).isEmpty();
        assertThat(breached(MapScope.of()).parse("")).isEqualTo(BreachMode.OFF);
    }

    @Test
    void nobodyButThePolicyKnowsAccountsWithASecondFactor() {
        assertThat(new Lengths(15, 8).of(Person.unknown())).isEqualTo(15);
    }

    @Test
    void anOwnListIsReadFromTheFolder() throws IOException {
        Files.writeString(folder.resolve("own.txt"), "lighthouse\n");

        assertThat(common(MapScope.of("directory", folder.toString()))
                        .parse("own.txt")
                        .orElseThrow()
                        .list()
                        .size())
                .isOne();
    }

    @Test
    void anOwnListThatCannotBeReadIsAnErrorThatNamesTheOption() throws IOException {
        CommonPolicyFactory common = common(MapScope.of("directory", folder.toString()));
        Files.writeString(folder.resolve("empty.txt"), "");

        assertThatThrownBy(() -> common.parse("missing.txt"))
                .isInstanceOf(PasswordPolicyConfigException.class)
                .hasMessageContaining(folder.resolve("missing.txt").toString())
                .hasMessageContaining(FOLDER_OPTION);
        assertThatThrownBy(() -> common.parse("empty.txt")).hasMessageContaining("has no entries");
        for (String outside : new String[] {"../own.txt", "/etc/passwd", "a/b", ".hidden", "a b"}) {
            assertThatThrownBy(() -> common.parse(outside))
                    .as(outside)
                    .isInstanceOf(PasswordPolicyConfigException.class)
                    .hasMessageContaining(FOLDER_OPTION);
        }
        assertThatThrownBy(() -> common(MapScope.of()).parse("own.txt")).hasMessageContaining(FOLDER_OPTION);
    }

    @Test
    void aFolderThatIsNoneStopsTheStart() {
        assertThatThrownBy(() ->
                        common(MapScope.of("directory", folder.resolve("none").toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(FOLDER_OPTION);
    }

    @Test
    void breachesOfflineNeedAFile() throws IOException {
        assertThatThrownBy(() -> breached(MapScope.of()).parse("offline"))
                .isInstanceOf(PasswordPolicyConfigException.class)
                .hasMessageContaining("--spi-password-policy--porter-breached--file");
        Path file = Files.writeString(folder.resolve("digests"), "");
        assertThat(breached(MapScope.of("file", file.toString())).parse("offline"))
                .isEqualTo(BreachMode.OFFLINE);
        assertThatThrownBy(() -> breached(MapScope.of()).parse("on")).hasMessageContaining("off, online or offline");
    }

    @Test
    void whatHoldsWithoutOptions() {
        BreachConfig config = BreachConfig.from(reader(MapScope.of()));

        assertThat(config.url()).hasToString("https://api.pwnedpasswords.com");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.cacheRanges()).isEqualTo(500);
        assertThat(config.cacheLifespan()).isEqualTo(Duration.ofHours(1));
        assertThat(config.file()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mirror.example.org/hibp/",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://[::1]:1"
            })
    void where(String url) {
        assertThat(BreachConfig.from(reader(MapScope.of("url", url))).url()).hasToString(url.replaceAll("/$", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://mirror.example.org, url",
        "url, http://localhost.evil.example, url",
        "url, https://user:hush@mirror.example.org, url",
        "url, https://mirror.example.org?key=hush, url",
        "url, mirror.example.org, url",
        "url, https://a b, url",
        "timeout, 1, timeout",
        "timeout, 1m, timeout",
        "cacheRanges, 0, cache-ranges",
        "cacheLifespan, 0s, cache-lifespan",
        "file, /nowhere/at/all, file"
    })
    void aWrongOptionIsNamedAndSecretsAreNot(String name, String value, String option) {
        assertThatThrownBy(() -> breached(MapScope.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--spi-password-policy--porter-breached--" + option + " ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void theRealmFileImportsTheProfileStandard() throws IOException {
        Path realm = Path.of("..", "..", "realm-config");
        String standard = Files.readString(realm.resolve("password-policies").resolve("standard"))
                .strip();

        assertThat(Files.readString(realm.resolve("porter-realm.json")))
                .contains("\"${PORTER_PASSWORD_POLICY:" + standard + "}\"");
    }

    private static CommonPolicyFactory common(MapScope options) {
        CommonPolicyFactory factory = new CommonPolicyFactory();
        factory.init(options);
        return factory;
    }

    private static BreachedPolicyFactory breached(MapScope options) {
        BreachedPolicyFactory factory = new BreachedPolicyFactory();
        factory.init(options);
        return factory;
    }

    private static ScopeReader reader(MapScope options) {
        return new ScopeReader(options, "password-policy", "porter-breached");
    }
}
