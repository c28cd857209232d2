package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.StoreUnavailableException;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

/** Without Redis every operation fails, none says yes or no. */
class RedisGoneTest {

    private static final RealmModel REALM = TestRealm.withId("porter");

    @Test
    void everyOperationFails() {
        SampleLink sample = SampleLink.random(new Random(1));
        String userId = sample.userId();
        String purpose = SampleLink.PURPOSE;
        try (ContractNodes nodes = ContractNodes.onOneRedis()) {
            ActionLinkProvider links = RedisActionLinkTest.on(nodes.first());
            String token = links.issue(REALM, sample.request()).orElseThrow().token();

            nodes.stopRedis();

            assertUnavailable(() -> links.issue(REALM, sample.request()));
            assertUnavailable(() -> links.peek(REALM, token));
            assertUnavailable(() -> links.claim(REALM, token));
            assertUnavailable(() -> links.claimCode(REALM, userId, purpose, "123456", SampleLink.BINDING));
            assertUnavailable(() -> links.revoke(REALM, userId, purpose));
            assertUnavailable(() -> links.revokeAll(REALM, userId));
            assertThat(links.peek(REALM, "no token").link()).isEmpty();
        }
    }

    private static void assertUnavailable(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(StoreUnavailableException.class);
    }
}
