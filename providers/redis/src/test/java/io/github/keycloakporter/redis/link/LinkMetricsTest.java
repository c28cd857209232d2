package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

/** What happens to links and codes is counted once, under the purpose of the link. */
class LinkMetricsTest {

    private static final RealmModel REALM = TestRealm.withId("porter");
    private static ContractNodes nodes;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ActionLinkProvider links = TestLinks.on(nodes.first(), registry);
    private final SampleLink sample = SampleLink.random(new Random());

    @BeforeAll
    static void start() {
        nodes = ContractNodes.onOneRedis();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private double links(String outcome) {
        return registry.get("porter.links")
                .tags("purpose", SampleLink.PURPOSE, "outcome", outcome)
                .counter()
                .count();
    }

    private double codes(String outcome) {
        return registry.get("porter.codes").tag("outcome", outcome).counter().count();
    }

    private double refused(String state, String step) {
        return registry.get("porter.links.refused")
                .tags("state", state, "step", step)
                .counter()
                .count();
    }

    private IssuedLink issue() {
        return links.issue(REALM, sample.request()).orElseThrow();
    }

    @Test
    void everyCounterIsThereFromTheStart() {
        assertThat(registry.find("porter.links").counters()).hasSize(7 * 4).allMatch(counter -> counter.count() == 0);
        assertThat(registry.find("porter.links.refused").counters()).hasSize(5 * 2);
        assertThat(registry.find("porter.codes").counters()).hasSize(5);
    }

    @Test
    void theLifeOfALink() {
        String first = issue().token();
        String second = issue().token();
        assertThat(links("issued")).isEqualTo(2);
        assertThat(codes("issued")).isEqualTo(2);
        assertThat(links("replaced")).isEqualTo(1);

        links.peek(REALM, first);
        links.claim(REALM, first);
        links.peek(REALM, "nonsense");
        assertThat(refused("replaced", "open")).isEqualTo(1);
        assertThat(refused("replaced", "claim")).isEqualTo(1);
        assertThat(refused("unknown", "open")).isEqualTo(1);

        links.peek(REALM, second);
        links.claim(REALM, second);
        links.claim(REALM, second);
        assertThat(links("claimed")).isEqualTo(1);
        assertThat(refused("used", "claim")).isEqualTo(1);

        issue();
        assertThat(links("replaced")).as("a used link is not replaced").isEqualTo(1);
        links.revokeAll(REALM, sample.userId());
        links.revoke(REALM, sample.userId(), SampleLink.PURPOSE);
        assertThat(links("cancelled")).isEqualTo(1);
    }

    @Test
    void theLifeOfACode() {
        String code = issue().code().orElseThrow();
        links.claimCode(REALM, sample.userId(), SampleLink.PURPOSE, "wrong!", SampleLink.BINDING);
        links.claimCode(REALM, sample.userId(), SampleLink.PURPOSE, code, SampleLink.BINDING);
        links.claimCode(REALM, sample.userId(), SampleLink.PURPOSE, code, SampleLink.BINDING);

        assertThat(codes("wrong")).isEqualTo(1);
        assertThat(codes("accepted")).isEqualTo(1);
        assertThat(codes("gone")).isEqualTo(1);
        assertThat(links("claimed")).isEqualTo(1);
    }
}
