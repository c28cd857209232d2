package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.verification.registration.GuardConfig.ExistingAccount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

class GuardConfigTest {

    @Test
    void everyRuleHasADefault() {
        assertThat(GuardConfig.of(null)).isEqualTo(config(Map.of()));
        assertThat(config(Map.of()).rules())
                .contains(Rule.LIMITS, Rule.HONEYPOT)
                .doesNotContain(Rule.MX_LOOKUP);
        assertThat(config(Map.of()).minimum()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config(Map.of()).existingAccount()).isEqualTo(ExistingAccount.STOCK);
        assertThat(config(Map.of()).answer()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void everyRuleCanBeSwitched() {
        GuardConfig config = config(Map.of(
                "limits", "false",
                "mx-lookup", " true ",
                "honeypot", "false",
                "minimum-seconds", "0",
                "existing-account", "safe",
                "answer-milliseconds", "0"));
        assertThat(config.rules())
                .contains(Rule.MX_LOOKUP)
                .doesNotContain(Rule.LIMITS, Rule.HONEYPOT, Rule.MINIMUM_SECONDS);
        assertThat(config.existingAccount()).isEqualTo(ExistingAccount.SAFE);
        assertThat(config.answer()).isZero();
    }

    @Test
    void aWrongValueIsTheDefault() {
        assertThat(config(Map.of(
                        "limits", "yes",
                        "mx-lookup", "1",
                        "minimum-seconds", "-1",
                        "existing-account", "hidden",
                        "answer-milliseconds", "2001")))
                .isEqualTo(GuardConfig.of(null));
        assertThat(config(Map.of("minimum-seconds", "61")).minimum()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theConsoleShowsTheDefaultsThatCount() {
        Map<String, String> shown = GuardConfig.metadata().stream()
                .collect(java.util.stream.Collectors.toMap(
                        ProviderConfigProperty::getName, property -> String.valueOf(property.getDefaultValue())));
        assertThat(config(shown)).isEqualTo(GuardConfig.of(null));
        assertThat(GuardConfig.metadata())
                .allSatisfy(property -> assertThat(property.getHelpText()).isNotBlank());
    }

    private static GuardConfig config(Map<String, String> values) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(values);
        return GuardConfig.of(model);
    }
}
