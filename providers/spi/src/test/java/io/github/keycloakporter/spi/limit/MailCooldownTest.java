package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RequiredActionConfigModel;

class MailCooldownTest {

    private static final Subjects SUBJECTS = Subjects.none().address("maria@example.org");

    @Test
    void aMinuteWhereNothingIsSaid() {
        assertThat(MailCooldown.from(null).period()).isEqualTo(Duration.ofMinutes(1));
        assertThat(of(" ").period()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsSeconds() {
        assertThat(of("90").period()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1m", "86401", "99999999999"})
    void aWrongValueIsNamed(String text) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("emailResendCooldownSeconds")
                .hasMessageContaining(text);
    }

    @Test
    void aRealmThatWasImportedWithAWrongValueHasTheDefault() {
        assertThat(MailCooldown.in(TestRealm.withActionOptions(Map.of(MailCooldown.OPTION, "1m"))))
                .isEqualTo(MailCooldown.from(null));
        assertThat(MailCooldown.in(TestRealm.withActionOptions(Map.of(MailCooldown.OPTION, "90")))
                        .period())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aMailNeedsTheCooldownTheRatesAndTheBudget() {
        assertThat(of("60").mail(LimitRules.defaults(), SUBJECTS))
                .extracting(Limit::name, Limit::period)
                .containsExactlyInAnyOrder(
                        tuple("verify-email.address", Duration.ofMinutes(1)),
                        tuple("verify-email.address", Duration.ofHours(1)),
                        tuple("user-mail.realm", Duration.ofHours(1)));
    }

    @Test
    void zeroSwitchesTheCooldownOffAndNothingElse() {
        assertThat(of("0").limits(Dimension.ADDRESS, SUBJECTS)).isEmpty();
        assertThat(of("0").mail(LimitRules.defaults(), SUBJECTS)).hasSize(2);
    }

    private static MailCooldown of(String seconds) {
        RequiredActionConfigModel config = new RequiredActionConfigModel();
        config.setConfig(Map.of(MailCooldown.OPTION, seconds));
        return MailCooldown.from(config);
    }
}
