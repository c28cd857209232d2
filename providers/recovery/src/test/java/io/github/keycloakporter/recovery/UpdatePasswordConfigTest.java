package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RequiredActionConfigModel;

class UpdatePasswordConfigTest {

    @Test
    void everythingEndsWhereNothingIsSaid() {
        UpdatePasswordConfig all = new UpdatePasswordConfig(true, true);
        assertThat(UpdatePasswordConfig.from(null)).isEqualTo(all);
        assertThat(UpdatePasswordConfig.from(config("end-sessions", " "))).isEqualTo(all);
    }

    @Test
    void readsTheOptions() {
        assertThat(UpdatePasswordConfig.from(config("end-offline-sessions", "false")))
                .isEqualTo(new UpdatePasswordConfig(true, false));
    }

    @Test
    void whatIsWrongIsNotSavedAndWhereItWasImportedTheDefaultCounts() {
        RequiredActionConfigModel wrong = config("end-sessions", "never");
        assertThatThrownBy(() -> UpdatePasswordConfig.validate(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("end-sessions must be true or false, not 'never'");
        assertThat(UpdatePasswordConfig.from(wrong).endSessions()).isTrue();
    }

    private static RequiredActionConfigModel config(String option, String value) {
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setConfig(Map.of(option, value));
        return config;
    }
}
