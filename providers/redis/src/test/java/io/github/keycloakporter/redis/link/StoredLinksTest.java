package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.redis.ContractNodes;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkState;
import io.lettuce.core.cluster.SlotHash;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

/** What links look like in Redis. */
class StoredLinksTest {

    private static final RealmModel REALM = TestRealm.withId("0f3b9c1e-realm");
    private static ContractNodes nodes;

    private final SampleLink sample = SampleLink.random(new Random(1));

    @BeforeAll
    static void start() {
        nodes = ContractNodes.onOneRedis();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void empty() {
        nodes.empty();
    }

    @Test
    void aVerifyEmailLinkWithItsCodeCostsLessThan900Bytes() {
        links(ContractNodes.SECRETS).issue(REALM, sample.request());

        long bytes = nodes.keys().stream()
                .mapToLong(key -> nodes.first().call("test.memory", redis -> redis.memoryUsage(key)))
                .sum();
        assertThat(bytes).isLessThan(900);
    }

    @Test
    void noSecretStandsInAnyKeyOrValue() {
        IssuedLink issued =
                links(ContractNodes.SECRETS).issue(REALM, sample.request()).orElseThrow();
        links(ContractNodes.SECRETS)
                .claimCode(REALM, sample.userId(), SampleLink.PURPOSE, "wrong!", SampleLink.BINDING);
        links(ContractNodes.SECRETS).peek(REALM, issued.token());

        String dump = dump();
        assertThat(dump)
                .contains(SampleLink.PURPOSE)
                .doesNotContain(issued.token())
                .doesNotContain(issued.code().orElseThrow())
                .doesNotContain(sample.userId())
                .doesNotContain(sample.email())
                .doesNotContain(SampleLink.BINDING)
                .doesNotContain("eyJ")
                .doesNotContain("exp")
                .doesNotContain("northwind")
                .doesNotContain(REALM.getId());
    }

    @Test
    void allKeysAreNamedGoByThemselvesAndShareOneSlot() {
        links(ContractNodes.SECRETS).issue(REALM, sample.request());

        assertThat(nodes.keys().stream().map(key -> new String(key, StandardCharsets.US_ASCII)))
                .hasSize(3)
                .anyMatch(key -> key.matches("porter:link:\\{[\\w-]{8}}[\\w-]{22}"))
                .anyMatch(key -> key.matches("porter:lf:\\{[\\w-]{8}}[\\w-]{10}"))
                .anyMatch(key -> key.matches("porter:lu:\\{[\\w-]{8}}[\\w-]{10}"));
        assertThat(nodes.keys().stream().map(SlotHash::getSlot).distinct()).hasSize(1);
        long day = Duration.ofHours(24).toMillis();
        assertThat(nodes.keys().stream().map(nodes::timeToLive)).allMatch(life -> life > day - 60_000);
        assertThat(nodes.keys().stream().map(nodes::timeToLive).filter(life -> life > day))
                .hasSize(1);
    }

    @Test
    void aUsedLinkLeavesItsFateAndARecordThatGoesWithTheLife() {
        ActionLinkProvider links = links(ContractNodes.SECRETS);
        links.claim(REALM, links.issue(REALM, sample.request()).orElseThrow().token());

        assertThat(nodes.keys()).hasSize(2);
        links.revokeAll(REALM, sample.userId());
        assertThat(nodes.keys()).hasSize(1).allMatch(key -> nodes.timeToLive(key) > 0);
    }

    @Test
    void aPayloadThatWasTouchedDoesNotOpen() {
        ActionLinkProvider links = links(ContractNodes.SECRETS);
        String token = links.issue(REALM, sample.request()).orElseThrow().token();
        byte[] key = new LinkKeys(nodes.first(), REALM)
                .link(LinkToken.parse(token).orElseThrow().id());
        byte[] value = nodes.first().call("test.get", redis -> redis.get(key));

        for (int at : new int[] {StoredLink.TIME_BYTES - 1, StoredLink.TIME_BYTES, value.length - 1}) {
            byte[] touched = value.clone();
            touched[at] ^= 1;
            nodes.first().call("test.set", redis -> redis.set(key, touched));
            assertThat(links.peek(REALM, token).state()).isEqualTo(LinkState.UNKNOWN);
        }
        nodes.first().call("test.set", redis -> redis.set(key, value));
        assertThat(links.peek(REALM, token).state()).isEqualTo(LinkState.LIVE);
    }

    @Test
    void rotatedKeysOfTheRealmAreNoWayRoundNewestWinsCodesAndRevocation() {
        ActionLinkProvider before = links(realm -> List.of(ContractNodes.secret("old")));
        ActionLinkProvider after = links(realm -> List.of(ContractNodes.secret("new"), ContractNodes.secret("old")));
        String userId = sample.userId();

        String replaced = before.issue(REALM, sample.request()).orElseThrow().token();
        String newest = after.issue(REALM, sample.request()).orElseThrow().token();
        assertThat(after.peek(REALM, replaced).state()).isEqualTo(LinkState.REPLACED);
        assertThat(after.peek(REALM, newest).state()).isEqualTo(LinkState.LIVE);

        nodes.empty();
        IssuedLink coded = before.issue(REALM, sample.request()).orElseThrow();
        assertThat(after.claimCode(
                        REALM, userId, SampleLink.PURPOSE, coded.code().orElseThrow(), SampleLink.BINDING))
                .isEqualTo(CodeResult.ACCEPTED);

        String revoked = before.issue(REALM, sample.request()).orElseThrow().token();
        after.revokeAll(REALM, userId);
        assertThat(after.peek(REALM, revoked).state()).isEqualTo(LinkState.REVOKED);
    }

    private static ActionLinkProvider links(RealmSecrets secrets) {
        return new RedisActionLinkProvider(
                nodes.first(), secrets, new LinkCrypto(), new LinkMetrics(new SimpleMeterRegistry()));
    }

    /** Every key, and every value as DUMP would carry it away, as characters. */
    private static String dump() {
        List<String> all = new ArrayList<>();
        for (byte[] key : nodes.keys()) {
            all.add(new String(key, StandardCharsets.ISO_8859_1));
            all.add(new String(nodes.first().call("test.dump", redis -> redis.dump(key)), StandardCharsets.ISO_8859_1));
        }
        return String.join("\n", all);
    }
}
