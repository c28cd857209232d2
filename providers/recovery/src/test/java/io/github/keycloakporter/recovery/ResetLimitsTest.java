package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.InMemoryRateLimiter;
import io.github.keycloakporter.spi.limit.Subjects;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

class ResetLimitsTest {

    private final RealmModel realm = TestRealm.withAttributes(
            Map.of("porter.limit.reset-password.address", "2/1h", "porter.limit.reset-password.ip", "5/1h"));
    private final ResetLimits limits =
            new ResetLimits(new InMemoryRateLimiter(), realm, Subjects.none().ip("192.0.2.1"));

    @Test
    void aNameHasItsLimitWhoeverAsks() {
        assertThat(limits.take("ada@example.org").allowed()).isTrue();
        assertThat(limits.take(" ADA+tag@example.org").allowed()).isTrue();
        assertThat(limits.take("ada@example.org").deniedBy(Dimension.ADDRESS)).isTrue();
        assertThat(limits.take("ben@example.org").allowed()).isTrue();
    }

    @Test
    void aCallerHasItsLimitWhateverIsTyped() {
        for (int i = 0; i < 5; i++) {
            assertThat(limits.take("nobody" + i).allowed()).isTrue();
        }
        assertThat(limits.take("nobody5").deniedBy(Dimension.IP)).isTrue();
    }

    @Test
    void aUserNameAndItsAddressAreOneMailbox() {
        for (int i = 0; i < 2; i++) {
            assertThat(limits.takeMailbox("ada@example.org", "Ada@Example.org").allowed())
                    .as("counted as typed")
                    .isTrue();
        }
        assertThat(limits.take("ada@example.org").allowed()).isTrue();
        assertThat(limits.takeMailbox("ada", "ada@example.org").allowed()).isTrue();
        assertThat(limits.takeMailbox("ada", "ada@example.org").allowed()).isFalse();
        assertThat(limits.take("ada@example.org").allowed()).isFalse();
    }
}
