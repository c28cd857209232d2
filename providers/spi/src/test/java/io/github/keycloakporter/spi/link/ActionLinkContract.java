package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.spi.TestRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.JsonSerialization;

/**
 * What every {@link ActionLinkProvider} has to keep, as far as links go. {@link ActionCodeContract} asks for the codes,
 * {@link ActionLinkRaceContract} for what happens at once.
 */
public abstract class ActionLinkContract {

    protected static final RealmModel REALM = TestRealm.withId("0f3b9c1e-realm");
    protected static final String USER = "6a1f1c58-3f57-4f0e-9e5f-6f9f8c7b7a10";
    protected static final String VERIFY = "verify-email";
    protected static final String RESET = "reset-credentials";
    protected static final String BINDING = "Zk3v8cQm1xT0aLr7dWn2pA";
    protected static final Duration LIFE = Duration.ofHours(24);
    protected static final long NOW = 1_795_000_000_000L;

    /** The store under test, empty at the start of each test, as seen from a node of the cluster. */
    protected abstract ActionLinkProvider links();

    @AfterEach
    void backToThePresent() {
        Time.setOffset(0);
    }

    @Test
    void aTokenIs32RandomBytesInBase64url() {
        List<String> tokens =
                IntStream.range(0, 200).mapToObj(i -> token(USER, VERIFY)).toList();

        assertThat(tokens).doesNotHaveDuplicates().allSatisfy(token -> {
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
        });
    }

    @Test
    void peekShowsWhatWasStoredHoweverOften() {
        LinkRequest request = request(USER, VERIFY);
        String token = token(request);

        for (int i = 0; i < 5; i++) {
            assertLive(links().peek(REALM, token), request);
        }
    }

    @Test
    void theFirstClaimTakesTheLink() {
        LinkRequest request = request(USER, VERIFY);
        String token = token(request);

        assertLive(links().claim(REALM, token), request);
        assertDead(token, LinkState.USED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://app.example/?q=1&r=2",
                "eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJtYXJpYSJ9.c2lnbmF0dXJl",
                "line\nbreak\ttab\u0000nul\u0007bell \u00fc\u4e2d\ud83d\ude00 \"quoted\" \\ back",
                "6a1f1c58-3f57-4f0e-9e5f-6f9f8c7b7a10 6A1F1C58-3F57-4F0E-9E5F-6F9F8C7B7A10"
            })
    void everyTargetComesBackAsItWas(String text) {
        Map<String, Object> claims = Map.of(
                "typ",
                VERIFY,
                "eml",
                text,
                "rqac",
                List.of("VERIFY_EMAIL", text),
                "deep",
                Map.of("a", List.of(1, true)));
        LinkTarget target = new LinkTarget("path/" + text, Map.of("client_id", text), claims, null);
        LinkRequest request = new LinkRequest(USER, VERIFY, target, BINDING, LIFE.toSeconds(), 0, NOW);

        assertLive(links().claim(REALM, token(request)), request);
        LinkRequest french = new LinkRequest(USER, VERIFY, target.in("fr"), BINDING, LIFE.toSeconds(), 0, NOW);
        assertLive(links().claim(REALM, token(french)), french);
    }

    @Test
    void theTokenLivesAsLongAsItsLink() {
        later(Duration.ofMinutes(5));
        long before = Time.currentTime();
        String token = token(USER, VERIFY);

        JsonWebToken claims =
                links().peek(REALM, token).link().orElseThrow().target().token();

        assertThat(claims.getIat()).isBetween(before, before + 2);
        assertThat(claims.getExp() - claims.getIat()).isBetween(LIFE.toSeconds() - 1, LIFE.toSeconds() + 1);
    }

    @Test
    void aDelayedRequestDoesNotReplaceTheLinkOfANewerOne() {
        String newest = token(requestedAt(NOW + 1));

        assertThat(links().issue(REALM, requestedAt(NOW))).isEmpty();
        assertAlive(newest);
        links().claim(REALM, newest);
        assertThat(links().issue(REALM, requestedAt(NOW))).isEmpty();
        assertDead(newest, LinkState.USED);
    }

    @Test
    void oneRequestMayBeIssuedAgain() {
        String first = token(requestedAt(NOW));
        String second = token(requestedAt(NOW));

        assertDead(first, LinkState.REPLACED);
        assertAlive(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"someone@example.org", "f:1234:maria", "", "org\n1", "{tag}"})
    void anyNameWillDoForAUserAndAPurpose(String name) {
        LinkRequest request = request(name, "purpose:" + name);
        String token = token(request);
        String other = token(USER, "purpose:" + name);

        assertLive(links().peek(REALM, token), request);
        links().revoke(REALM, name, "purpose:" + name);
        assertDead(token, LinkState.REVOKED);
        assertAlive(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "../../etc/passwd",
                "*",
                "\u00e4\u0000{a}"
            })
    void whatWasNeverIssuedIsUnknown(String token) {
        assertDead(token, LinkState.UNKNOWN);
    }

    @Test
    void aTokenIsTakenToTheLetter() {
        String token = token(USER, VERIFY);
        // the last of 43 characters carries two bits that decode to nothing
        char last = token.charAt(42);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String twin = token.substring(0, 42) + alphabet.charAt(alphabet.indexOf(last) ^ 1);

        assertDead(twin, LinkState.UNKNOWN);
        assertDead(token + "=", LinkState.UNKNOWN);
        assertDead(token + "A", LinkState.UNKNOWN);
        assertAlive(token);
    }

    @Test
    void theNewestLinkWins() {
        String first = token(USER, VERIFY);
        String second = token(USER, VERIFY);
        String third = token(USER, VERIFY);

        assertDead(first, LinkState.REPLACED);
        assertDead(second, LinkState.REPLACED);
        assertAlive(third);
    }

    @Test
    void otherUsersPurposesAndRealmsKeepTheirLinks() {
        RealmModel elsewhere = TestRealm.withId("another-realm");
        String otherUser = token("another-user", VERIFY);
        String otherPurpose = token(USER, RESET);
        String otherRealm =
                links().issue(elsewhere, request(USER, VERIFY)).orElseThrow().token();

        String token = token(USER, VERIFY);

        assertAlive(otherUser);
        assertAlive(otherPurpose);
        assertThat(links().peek(elsewhere, otherRealm).state()).isEqualTo(LinkState.LIVE);
        assertDead(otherRealm, LinkState.UNKNOWN);
        assertAlive(token);
    }

    @Test
    void aLinkLivesNoLongerThanItsLife() {
        String token = token(USER, VERIFY);

        later(LIFE.minusSeconds(5));
        assertAlive(token);
        later(LIFE.plusSeconds(5));
        assertDead(token, LinkState.EXPIRED);
        later(LIFE.plusDays(6));
        assertDead(token, LinkState.EXPIRED);
    }

    @Test
    void theDeadKeepTheirFate() {
        String expired = token(USER, VERIFY);
        later(LIFE.plusSeconds(5));
        String used = token(USER, VERIFY);
        links().claim(REALM, used);
        String revoked = token(USER, VERIFY);
        links().revoke(REALM, USER, VERIFY);
        token(USER, VERIFY);
        links().revokeAll(REALM, USER);

        assertDead(expired, LinkState.EXPIRED);
        assertDead(used, LinkState.USED);
        assertDead(revoked, LinkState.REVOKED);
        later(LIFE.multipliedBy(2).plusDays(6));
        assertDead(used, LinkState.USED);
        assertDead(revoked, LinkState.REVOKED);
    }

    @Test
    void revokeKillsOnePurpose() {
        String verify = token(USER, VERIFY);
        String reset = token(USER, RESET);

        links().revoke(REALM, USER, VERIFY);
        links().revoke(REALM, USER, VERIFY);
        links().revoke(REALM, "another-user", RESET);

        assertDead(verify, LinkState.REVOKED);
        assertAlive(reset);
    }

    @Test
    void revokeAllKillsEveryPurposeOfThatUser() {
        String verify = token(USER, VERIFY);
        String reset = token(USER, RESET);
        String other = token("another-user", VERIFY);

        links().revokeAll(REALM, USER);
        links().revokeAll(REALM, USER);

        assertDead(verify, LinkState.REVOKED);
        assertDead(reset, LinkState.REVOKED);
        assertAlive(other);
        assertAlive(token(USER, VERIFY));
    }

    protected final LinkRequest request(String user, String purpose) {
        return new LinkRequest(user, purpose, target(purpose), BINDING, LIFE.toSeconds(), 0, NOW);
    }

    protected static LinkTarget target(String purpose) {
        return new LinkTarget(
                "login-actions/action-token",
                Map.of("client_id", "demo-app", "tab_id", "abc"),
                Map.of("typ", purpose, "sub", USER),
                "en");
    }

    private LinkRequest requestedAt(long millis) {
        return new LinkRequest(USER, VERIFY, target(VERIFY), BINDING, LIFE.toSeconds(), 0, millis);
    }

    protected final String token(String user, String purpose) {
        return token(request(user, purpose));
    }

    protected final String token(LinkRequest request) {
        return links().issue(REALM, request).orElseThrow().token();
    }

    /** Moves Keycloak's clock to that long after the start of the test. */
    protected static void later(Duration sinceStart) {
        Time.setOffset((int) sinceStart.toSeconds());
    }

    protected final void assertAlive(String token) {
        assertThat(links().peek(REALM, token).state()).isEqualTo(LinkState.LIVE);
    }

    protected final void assertDead(String token, LinkState fate) {
        assertThat(links().peek(REALM, token)).isEqualTo(LinkLookup.dead(fate));
        assertThat(links().claim(REALM, token)).isEqualTo(LinkLookup.dead(fate));
    }

    private static void assertLive(LinkLookup lookup, LinkRequest request) {
        ActionLink link = lookup.link().orElseThrow();
        long issuedAt = link.target().token().getIat();
        LinkTarget living = request.target().living(issuedAt, issuedAt + request.lifespan());
        assertThat(lookup.state()).isEqualTo(LinkState.LIVE);
        assertThat(link.userId()).isEqualTo(request.userId());
        assertThat(link.purpose()).isEqualTo(request.purpose());
        assertThat(link.binding()).isEqualTo(request.binding());
        assertThat(json(link.target())).isEqualTo(json(living));
    }

    private static JsonNode json(LinkTarget target) {
        try {
            return JsonSerialization.readValue(JsonSerialization.writeValueAsString(target), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
