package io.github.keycloakporter.email.webhook.mailgun;

import static io.github.keycloakporter.email.webhook.Endpoint.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.webhook.Endpoint;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailgunWebhookTest {

    private static final String KEY = "key-of-this-test-alone";
    private static final String TOKEN = "a2a2a2a2b3b3b3b3c4c4c4c4d5d5d5d5e6e6e6e6f7f7f7f7a8";
    private static final String DELIVERED = """
            {"event":"delivered","id":"ev-1","timestamp":1772600000.25,"recipient":"ada@example.org",
             "user-variables":{"porter-id":"01mail"},
             "message":{"headers":{"message-id":"20260304.1@mg.example.org"}},
             "delivery-status":{"code":250,"message":"2.0.0 OK"}}""";

    private final Endpoint endpoint = endpoint(KEY);

    @Test
    void aSignedReportIsWrittenDown() {
        assertThat(post(DELIVERED, TOKEN)).isEqualTo(200);
        assertThat(endpoint.events())
                .containsExactly(new DeliveryEvent(
                        "ev-1",
                        DeliveryEvent.Type.DELIVERED,
                        Instant.ofEpochMilli(1772600000250L),
                        Optional.of("01mail"),
                        Optional.of("20260304.1@mg.example.org"),
                        Optional.empty()));
    }

    @Test
    void aTokenWorksOnceWhateverTheEvent() {
        post(DELIVERED, TOKEN);
        refused(message(KEY, NOW, TOKEN, DELIVERED.replace("ev-1", "ev-2")), 403, "replayed", 1);
        assertThat(post(DELIVERED.replace("ev-1", "ev-3"), TOKEN.replace('a', 'b')))
                .isEqualTo(200);
        assertThat(endpoint.events()).extracting(DeliveryEvent::eventId).containsExactly("ev-1", "ev-3");
    }

    @Test
    void aRefusedRequestDoesNotUseUpTheToken() {
        refused(message("another key", NOW, TOKEN, DELIVERED), 403, "forged", 0);
        assertThat(post(DELIVERED, TOKEN)).isEqualTo(200);
    }

    @Test
    void whileOneKeyReplacesTheOtherBothCount() {
        Endpoint rotating = endpoint("the-new-key, " + KEY + "\n");
        for (String key : new String[] {KEY, "the-new-key"}) {
            String body = message(key, NOW, TOKEN + key.length(), DELIVERED);
            assertThat(rotating.post(body, Map.of()).status()).as(key).isEqualTo(200);
        }
        assertThat(rotating.post(message("a-third-key", NOW, TOKEN, DELIVERED), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signatureTokenAndTimestampBelongTogether() {
        String good = message(KEY, NOW, TOKEN, DELIVERED);
        long seconds = NOW.getEpochSecond();
        refused(good.replace(TOKEN, TOKEN.replace('a', 'b')), 403, "forged", 0);
        assertThat(endpoint.post(good.replace("" + seconds, "" + (seconds + 1)), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(endpoint.post(good.replace(hmac(KEY, seconds + TOKEN), "zz"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(endpoint.rejected("forged")).isEqualTo(3);
        assertThat(endpoint.events()).isEmpty();
    }

    @Test
    void aTokenThatLooksLikeNoneIsRefusedThoughSigned() {
        refused(message(KEY, NOW, "0123456789abcdef.revoked", DELIVERED), 403, "forged", 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {-601, 601})
    void anOldOrEarlySignatureIsStale(long seconds) {
        refused(message(KEY, NOW.plusSeconds(seconds), TOKEN, DELIVERED), 403, "stale", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"event-data\":{\"event\":\"delivered\"}}",
                "{\"signature\":{\"timestamp\":\"1\",\"token\":\"x\"}}",
                "{\"signature\":\"abc\"}"
            })
    void withoutSignatureItIsUnsigned(String body) {
        refused(body, 401, "unsigned", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"signature\":", "timestamp=1&token=2&signature=3"})
    void whatIsNoJsonIsMalformed(String body) {
        refused(body, 400, "malformed", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"event\":\"delivered\",\"id\":\"e\",\"timestamp\":1}",
                "{\"event\":\"delivered\",\"timestamp\":1,\"user-variables\":{\"porter-id\":\"m\"}}",
                "{\"event\":\"delivered\",\"id\":\"e\",\"user-variables\":{\"porter-id\":\"m\"}}"
            })
    void aSignedEventWithoutTheMainThingsIsMalformed(String data) {
        refused(message(KEY, NOW, TOKEN, data), 400, "malformed", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "clicked", "accepted", "brand_new"})
    void whatChangesNothingIsAnsweredLikeTheRest(String event) {
        assertThat(post(DELIVERED.replace("delivered", event), TOKEN)).isEqualTo(200);
        assertThat(endpoint.events()).isEmpty();
        assertThat(endpoint.counted("ignored")).isOne();
    }

    @Test
    void withoutAKeyThereIsNoEndpoint() {
        assertThat(endpoint(null).post(message(KEY, NOW, TOKEN, DELIVERED), Map.of()))
                .isEqualTo(new Endpoint.Answer(404, Optional.of("not-configured")));
    }

    @Test
    void aBodyBeyondTheLimitIsNotRead() {
        refused(message(KEY, NOW, TOKEN, DELIVERED) + " ".repeat(Endpoint.MAX_BODY), 413, "too-large", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "failed       | permanent | bounce             | 550 | 5.1.1 | HARD_BOUNCE  | 5.1.1",
                "failed       | permanent | bounce             | 550 | -     | HARD_BOUNCE  | -",
                "failed       | permanent | generic            | 552 | -     | SOFT_BOUNCE  | -",
                "failed       | permanent | bounce             | 550 | 5.2.2 | SOFT_BOUNCE  | 5.2.2",
                "failed       | permanent | bounce             | 554 | 5.7.1 | REFUSED      | 5.7.1",
                "failed       | permanent | old                | 602 | -     | REFUSED      | -",
                "failed       | permanent | suppress-bounce    | 605 | -     | DROPPED      | -",
                "failed       | permanent | suppress-complaint | 607 | -     | DROPPED      | -",
                "failed       | permanent | generic            | 606 | -     | DROPPED      | -",
                "failed       | temporary | generic            | 451 | 4.7.1 | DEFERRED     | 4.7.1",
                "complained   | -         | -                  | -   | -     | COMPLAINT    | -",
                "unsubscribed | -         | -                  | -   | -     | UNSUBSCRIBED | -"
            })
    void everyEventHasItsMeaning(
            String event,
            String severity,
            String reason,
            String code,
            String enhanced,
            DeliveryEvent.Type type,
            String diagnosis) {
        String data =
                "{\"event\":\"" + event + "\",\"id\":\"e\",\"timestamp\":9,\"message\":{\"headers\":{\"message-id\":"
                        + "\"<m@example.org>\"}},\"severity\":\"" + severity + "\",\"reason\":\"" + reason
                        + "\",\"delivery-status\":{\"code\":" + code
                        + (enhanced == null ? "" : ",\"enhanced-code\":\"" + enhanced + "\"") + "}}";

        assertThat(post(data, TOKEN)).isEqualTo(200);

        assertThat(endpoint.events()).singleElement().satisfies(found -> {
            assertThat(found.type()).isEqualTo(type);
            assertThat(found.diagnosis()).isEqualTo(Optional.ofNullable(diagnosis));
            assertThat(found.providerMessageId()).contains("m@example.org");
        });
    }

    @Test
    void aTokenIsRememberedLongerThanItsTimestampIsGood() {
        // signed by a clock 10 minutes ahead, it stays good for 20
        assertThat(Endpoint.WINDOW.memory())
                .isGreaterThan(Endpoint.WINDOW.width().multipliedBy(2));
    }

    private int post(String data, String token) {
        return endpoint.post(message(KEY, NOW, token, data), Map.of()).status();
    }

    private void refused(String body, int status, String reason, int eventsSoFar) {
        assertThat(endpoint.post(body, Map.of())).isEqualTo(new Endpoint.Answer(status, Optional.of(reason)));
        assertThat(endpoint.rejected(reason)).isOne();
        assertThat(endpoint.events()).hasSize(eventsSoFar);
    }

    private static Endpoint endpoint(String key) {
        return new Endpoint(metrics -> new MailgunDialect(Endpoint.WINDOW, metrics), key);
    }

    private static String message(String key, Instant at, String token, String data) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return "{\"signature\":{\"timestamp\":\"" + timestamp + "\",\"token\":\"" + token + "\",\"signature\":\""
                + hmac(key, timestamp + token) + "\"},\"event-data\":" + data + "}";
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
