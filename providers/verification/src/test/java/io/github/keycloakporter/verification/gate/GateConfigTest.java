package io.github.keycloakporter.verification.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

class GateConfigTest {

    @Test
    void readsTheRealmsOptions() {
        assertThat(in(Map.of()).changeAddress()).isTrue();
        assertThat(in(Map.of("changeAddress", " false ")).changeAddress()).isFalse();
        assertThat(in(Map.of()).endSessions()).isFalse();
        assertThat(in(Map.of("endSessions", "true")).endSessions()).isTrue();
    }

    @Test
    void whatAnImportBroughtAndIsWrongHasTheDefault() {
        assertThat(in(Map.of("changeAddress", "no", "emailResendCooldownSeconds", "soon")))
                .isEqualTo(in(Map.of()));
    }

    @Test
    void whatIsWrongIsNotSaved() {
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setConfig(Map.of("changeAddress", "no"));
        assertThatThrownBy(() -> GateConfig.validate(config))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("changeAddress must be true or false, not 'no'");
        config.setConfig(Map.of("emailResendCooldownSeconds", "soon"));
        assertThatThrownBy(() -> GateConfig.validate(config)).hasMessageContaining("emailResendCooldownSeconds");
    }

    private static GateConfig in(Map<String, String> options) {
        return GateConfig.in(TestRealm.withActionOptions(options));
    }
}
