package io.github.keycloakporter.recovery.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.spi.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

class UpdatePasswordConfigTest {

    @Test
    void everythingEndsWhereNothingIsSaid() {
        assertThat(in(Map.of())).isEqualTo(new UpdatePasswordConfig(true, true));
    }

    @Test
    void readsTheOptions() {
        assertThat(in(Map.of("end-offline-sessions", "false"))).isEqualTo(new UpdatePasswordConfig(true, false));
        assertThat(in(Map.of("end-sessions", "false"))).isEqualTo(new UpdatePasswordConfig(false, true));
    }

    @Test
    void whatIsWrongIsNotSavedAndWhereItWasImportedEverythingEnds() {
        RequiredActionConfigModel wrong = new RequiredActionConfigModel();
        wrong.setConfig(Map.of("end-sessions", "never"));
        assertThatThrownBy(() -> UpdatePasswordConfig.validate(wrong))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("end-sessions must be true or false, not 'never'");
        assertThat(in(wrong.getConfig()).endSessions()).isTrue();
    }

    private static UpdatePasswordConfig in(Map<String, String> options) {
        return UpdatePasswordConfig.in(TestRealm.withActionOptions(options));
    }
}
