package io.github.keycloakporter.spi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;

class ActionOptionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatIsMissingOrBlankHasItsDefault() {
        assertThat(ActionOptions.toSave(null).flag("loud", true)).isTrue();
        assertThat(ActionOptions.toSave(new RequiredActionConfigModel()).seconds("pause", MINUTE, HOUR))
                .isEqualTo(MINUTE);
        assertThat(toSave("loud", " ").flag("loud", true)).isTrue();
        assertThat(in("pause", "").seconds("pause", MINUTE, HOUR)).isEqualTo(MINUTE);
    }

    @Test
    void readsWhatIsThere() {
        assertThat(toSave("loud", " false ").flag("loud", true)).isFalse();
        assertThat(in("loud", "true").flag("loud", false)).isTrue();
        assertThat(in("pause", "0").seconds("pause", MINUTE, HOUR)).isZero();
        assertThat(toSave("pause", "3600").seconds("pause", MINUTE, HOUR)).isEqualTo(HOUR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1m", "3601", "99999999999", "1.5"})
    void aWrongLengthIsNotSavedAndWhereItWasImportedTheDefaultCounts(String text) {
        assertRefused(
                () -> toSave("pause", text).seconds("pause", MINUTE, HOUR),
                "pause",
                "pause must be a number of seconds from 0 to 3600, not '" + text + "'");
        assertThat(in("pause", text).seconds("pause", MINUTE, HOUR)).isEqualTo(MINUTE);
    }

    @Test
    void soIsAWrongSwitch() {
        assertRefused(() -> toSave("loud", "yes").flag("loud", true), "loud", "loud must be true or false, not 'yes'");
        assertThat(in("loud", "yes").flag("loud", true)).isTrue();
    }

    /** Any other exception would be an error 500 in the console. */
    private static void assertRefused(ThrowingCallable reading, String option, String sentence) {
        ValidationException refused = catchThrowableOfType(ValidationException.class, reading);
        assertThat(refused.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getAttribute()).isEqualTo(option);
            assertThat(error.getMessage()).isEqualTo(sentence);
        });
    }

    private static ActionOptions toSave(String name, String value) {
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setConfig(Map.of(name, value));
        return ActionOptions.toSave(config);
    }

    private static ActionOptions in(String name, String value) {
        return ActionOptions.in(TestRealm.withActionOptions(Map.of(name, value)), "SHOUT");
    }
}
