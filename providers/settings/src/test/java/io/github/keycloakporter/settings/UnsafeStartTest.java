package io.github.keycloakporter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.GivenSettings;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsafeStartTest {

    private static final String OPTION = "--spi-config-check--server--allow-unsafe";

    private final List<String> log = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>(Map.of(
            "hostname", "https://id.acme.dev",
            "db", "postgres",
            "health-enabled", "true",
            "metrics-enabled", "true"));

    @Test
    void aSafeServerStartsWithoutAWord() {
        start("");
        assertThat(log).isEmpty();
    }

    @Test
    void whatIsUnsafeStopsTheStartAndSaysWhyAndHow() {
        options.put("hostname", "http://id.acme.dev");
        options.put("db-password", "changeme");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start(""))
                .withMessageStartingWith("Option " + OPTION + " does not allow what is unsafe: ")
                .withMessageContaining("[hostname-https] --hostname is http.")
                .withMessageContaining("[secret-example] --db-password is a value from an example.")
                .withMessageEndingWith("To start all the same, set " + OPTION + "=hostname-https,secret-example");
    }

    @Test
    void whatIsAllowedByNameIsInTheLogAtEachStart() {
        options.put("hostname", "http://id.acme.dev");
        options.put("db-password", "changeme");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("hostname-https"))
                .withMessageEndingWith("set " + OPTION + "=hostname-https,secret-example")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("[hostname-https]"));
        start(" hostname-https , secret-example");
        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("Unsafe, and allowed by " + OPTION + ": ["));
    }

    @Test
    void aWarningStopsNothing() {
        options.remove("metrics-enabled");
        start("");
        assertThat(log).singleElement().asString().startsWith("[metrics-off] --metrics-enabled is not true. ");
    }

    @Test
    void aNameThatNoRuleHasStopsTheStart() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> start("hostname-htps"))
                .withMessage("Option " + OPTION + " names no rule with 'hostname-htps', did you mean hostname-https?");
        assertThatCode(() -> start(", ")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.acme.dev, true",
        "id.acme.dev, true",
        "http://localhost:8080, false",
        "localhost, false",
        "http://127.0.0.1:8080/auth, false",
        "http://[::1]:8080, false",
        "http://localhost.acme.dev, true"
    })
    void aServerThatOnlyThisMachineCanUseIsForTrials(String hostname, boolean open) {
        assertThat(ServerCheck.isPublic(new GivenSettings(Map.of("hostname", hostname))))
                .isEqualTo(open);
    }

    @Test
    void aCommandThatKnowsNoHostnameIsNotStopped() {
        assertThat(ServerCheck.isPublic(new GivenSettings(Map.of()))).isFalse();
        assertThat(ServerCheck.isPublic(new GivenSettings(Map.of("hostname-strict", "false"))))
                .isTrue();
    }

    @Test
    void secretsOnTheCommandLineAreNamedWithoutTheirValues() {
        List<Finding> found = new ArrayList<>();
        ServerCheck.commandLine(
                List.of(
                        "start",
                        "--db-password=hunter2",
                        "--spi-redis-connection--lettuce--password-file=/run/x",
                        "-Da=b"),
                found::add);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("--db-password");
            assertThat(finding.toString()).doesNotContain("hunter2");
        });
    }

    private void start(String allowed) {
        Settings settings = new GivenSettings(options);
        new UnsafeStart(new ConfigChecks(List.of(new ServerCheck())), allowed, OPTION, log::add).check(settings);
    }
}
