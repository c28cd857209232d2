package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailCooldownTest {

    private static final LimitSubjects SUBJECTS = LimitSubjects.none().address("maria@example.org");

    @Test
    void isAnOptionOfTheGate() {
        assertThat(of(" ").period()).isEqualTo(Duration.ofMinutes(1));
        assertThat(of("90").period()).isEqualTo(Duration.ofSeconds(90));
        assertThat(of("1m").period()).isEqualTo(Duration.ofMinutes(1));
        assertThat(of("86401").period()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anEmailNeedsTheCooldownAndTheRates() {
        assertThat(of("60").mail(LimitRules.defaults(), SUBJECTS))
                .extracting(Limit::name, Limit::period)
                .containsExactlyInAnyOrder(
                        tuple("verify-email.address", Duration.ofMinutes(1)),
                        tuple("verify-email.address", Duration.ofHours(1)));
    }

    @Test
    void aRateThatIsTheCooldownIsChargedOnce() {
        LimitRules rules =
                LimitRules.defaults().with(LimitedAction.VERIFY_EMAIL, Dimension.ADDRESS, Rate.parse("1/1m 5/1h"));
        assertThat(of("60").mail(rules, SUBJECTS)).hasSize(2);
    }

    @Test
    void zeroSwitchesTheCooldownOffAndNothingElse() {
        assertThat(of("0").limits(Dimension.ADDRESS, SUBJECTS)).isEmpty();
        assertThat(of("0").mail(LimitRules.defaults(), SUBJECTS)).hasSize(1);
    }

    private static MailCooldown of(String seconds) {
        return MailCooldown.in(TestRealm.withActionOptions(Map.of(MailCooldown.OPTION, seconds)));
    }
}
