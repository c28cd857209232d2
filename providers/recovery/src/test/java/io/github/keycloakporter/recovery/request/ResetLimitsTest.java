package io.github.keycloakporter.recovery.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.InMemoryRateLimiter;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

class ResetLimitsTest {

    private final RealmModel realm = TestRealm.withAttributes(Map.of(
            "porter.limit.reset-password.address", "1/1h",
            "porter.limit.reset-password.ip", "3/1h",
            "porter.limit.reset-password.subnet", "5/1h"));
    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter();

    @Test
    void aCallerHasItsLimitAndNoAddressIsCharged() {
        ResetLimits limits = from("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take().allowed()).isTrue();
        }
        assertThat(limits.take().deniedBy(Dimension.IP)).isTrue();
    }

    @Test
    void aSubnetHasItsLimit() {
        for (int i = 0; i < 5; i++) {
            assertThat(from("192.0.2." + i).take().allowed()).isTrue();
        }
        assertThat(from("192.0.2.9").take().deniedBy(Dimension.SUBNET)).isTrue();
        assertThat(from("192.0.3.9").take().allowed()).isTrue();
    }

    private ResetLimits from(String ip) {
        return new ResetLimits(limiter, realm, LimitSubjects.none().ip(ip));
    }
}
