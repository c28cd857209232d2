package io.github.keycloakporter.recovery.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class MailConfigTest {

    @Test
    void theDefaultDependsOnTheFlow() {
        assertThat(MailConfig.from(null, true)).isEqualTo(new MailConfig(true, false));
        assertThat(MailConfig.from(null, false)).isEqualTo(new MailConfig(false, false));
    }

    @Test
    void anOptionThatIsSetCountsInEveryFlow() {
        AuthenticatorConfigModel allow = config(Map.of("accounts-without-password", "allow", "tell-network", "true"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(MailConfig.from(allow, flowAsks)).isEqualTo(new MailConfig(false, true));
        }
    }

    @Test
    void aMisspelledValueIsStrict() {
        AuthenticatorConfigModel wrong = config(Map.of("accounts-without-password", "Allow", "tell-network", "yes"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(MailConfig.from(wrong, flowAsks)).isEqualTo(new MailConfig(true, false));
        }
    }

    private static AuthenticatorConfigModel config(Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias("porter reset");
        config.setConfig(values);
        return config;
    }
}
