package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.recovery.ResetConfig.LogIn;
import io.github.keycloakporter.recovery.ResetConfig.SecondFactor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class StepOptionsTest {

    @Test
    void whatIsNotSetIsSafeInAFlowThatAsks() {
        assertThat(ResetConfig.from(null, true))
                .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
        assertThat(MailConfig.from(null, true)).isEqualTo(new MailConfig(true, false));
    }

    @Test
    void andKeycloaksInAFlowThatDoesNot() {
        assertThat(ResetConfig.from(null, false)).isEqualTo(new ResetConfig(SecondFactor.FLOW, LogIn.ALWAYS));
        assertThat(MailConfig.from(null, false)).isEqualTo(new MailConfig(false, false));
    }

    @Test
    void whatIsSetCountsInEveryFlow() {
        AuthenticatorConfigModel stock = config(Map.of("second-factor", "stock", "log-in", "never"));
        AuthenticatorConfigModel required = config(Map.of("second-factor", "required"));
        AuthenticatorConfigModel allow = config(Map.of("accounts-without-password", "allow", "tell-network", "true"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(ResetConfig.from(stock, flowAsks)).isEqualTo(new ResetConfig(SecondFactor.STOCK, LogIn.NEVER));
            assertThat(ResetConfig.from(required, flowAsks))
                    .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
            assertThat(MailConfig.from(allow, flowAsks)).isEqualTo(new MailConfig(false, true));
        }
    }

    @Test
    void aSlipOpensNothing() {
        AuthenticatorConfigModel slip = config(Map.of(
                "second-factor",
                "stok",
                "log-in",
                "allways",
                "accounts-without-password",
                "Allow",
                "tell-network",
                "yes"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(ResetConfig.from(slip, flowAsks))
                    .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
            assertThat(MailConfig.from(slip, flowAsks)).isEqualTo(new MailConfig(true, false));
        }
    }

    private static AuthenticatorConfigModel config(Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias("porter reset");
        config.setConfig(values);
        return config;
    }
}
