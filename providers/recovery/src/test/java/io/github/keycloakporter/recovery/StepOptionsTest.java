package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class StepOptionsTest {

    @Test
    void whatIsNotSetIsSafe() {
        assertThat(ResetConfig.from(null).secondFactor()).isEqualTo(ResetConfig.SecondFactor.REQUIRED);
        assertThat(ResetConfig.from(null).logIn()).isEqualTo(ResetConfig.LogIn.WITH_SECOND_FACTOR);
        assertThat(MailConfig.from(null)).isEqualTo(new MailConfig(true, false));
    }

    @Test
    void whatIsSetCounts() {
        assertThat(ResetConfig.from(config(Map.of("second-factor", "stock", "log-in", "never"))))
                .isEqualTo(new ResetConfig(ResetConfig.SecondFactor.STOCK, ResetConfig.LogIn.NEVER));
        assertThat(MailConfig.from(config(Map.of("accounts-without-password", "allow", "tell-network", "true"))))
                .isEqualTo(new MailConfig(false, true));
    }

    @Test
    void aSlipOpensNothing() {
        assertThat(ResetConfig.from(config(Map.of("second-factor", "stok"))).secondFactor())
                .isEqualTo(ResetConfig.SecondFactor.REQUIRED);
        assertThat(MailConfig.from(config(Map.of("accounts-without-password", "Allow", "tell-network", "yes"))))
                .isEqualTo(new MailConfig(true, false));
    }

    private static AuthenticatorConfigModel config(Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias("porter reset");
        config.setConfig(values);
        return config;
    }
}
