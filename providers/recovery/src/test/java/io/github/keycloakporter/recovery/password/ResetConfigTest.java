package io.github.keycloakporter.recovery.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.recovery.password.ResetConfig.LogIn;
import io.github.keycloakporter.recovery.password.ResetConfig.SecondFactor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class ResetConfigTest {

    @Test
    void theDefaultIsStrictInAFlowThatAsks() {
        assertThat(ResetConfig.from(null, true))
                .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
    }

    @Test
    void theDefaultIsKeycloaksInAFlowThatDoesNotAsk() {
        assertThat(ResetConfig.from(null, false)).isEqualTo(new ResetConfig(SecondFactor.FLOW, LogIn.ALWAYS));
    }

    @Test
    void anOptionThatIsSetCountsInEveryFlow() {
        AuthenticatorConfigModel stock = config(Map.of("second-factor", "stock", "log-in", "never"));
        AuthenticatorConfigModel required = config(Map.of("second-factor", "required"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(ResetConfig.from(stock, flowAsks)).isEqualTo(new ResetConfig(SecondFactor.STOCK, LogIn.NEVER));
            assertThat(ResetConfig.from(required, flowAsks))
                    .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
        }
    }

    @Test
    void aMisspelledValueIsStrict() {
        AuthenticatorConfigModel wrong = config(Map.of("second-factor", "stok", "log-in", "allways"));
        for (boolean flowAsks : new boolean[] {true, false}) {
            assertThat(ResetConfig.from(wrong, flowAsks))
                    .isEqualTo(new ResetConfig(SecondFactor.REQUIRED, LogIn.WITH_SECOND_FACTOR));
        }
    }

    private static AuthenticatorConfigModel config(Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias("porter reset");
        config.setConfig(values);
        return config;
    }
}
