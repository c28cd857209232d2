package io.github.keycloakporter.email.webhook.sendgrid;

import static io.github.keycloakporter.email.webhook.Endpoint.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.webhook.Endpoint;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridWebhookTest {

    private static final String DELIVERED = """
            [{"email":"ada@example.org","timestamp":1772600000,"event":"delivered","porter-id":"01mail",
              "sg_event_id":"ev-1","sg_message_id":"14c5d75ce93.dfd.64b469.filter0001.0","response":"250 2.0.0 OK"}]\r
            """;

    private final KeyPair keys = keyPair("secp256r1");
    private final Endpoint endpoint = endpoint(base64(keys));

    @Test
    void aSignedReportIsWrittenDown() {
        assertThat(endpoint.post(DELIVERED, signed(DELIVERED)).status()).isEqualTo(204);

        assertThat(endpoint.events())
                .containsExactly(new DeliveryEvent(
                        "ev-1",
                        DeliveryEvent.Type.DELIVERED,
                        Instant.ofEpochSecond(1772600000),
                        Optional.of("01mail"),
                        Optional.of("14c5d75ce93"),
                        Optional.empty()));
        assertThat(endpoint.counted("delivered")).isOne();
    }

    @Test
    void theSameReportAgainChangesNothing() {
        Map<String, String> headers = signed(DELIVERED);
        endpoint.post(DELIVERED, headers);
        assertThat(endpoint.post(DELIVERED, headers).status()).isEqualTo(204);
        assertThat(endpoint.events()).hasSize(1);
    }

    @Test
    void oneByteOfTheBodyIsEnough() {
        Map<String, String> headers = signed(DELIVERED);
        refused(DELIVERED.replace("ev-1", "ev-2"), headers, 403, "forged");
    }

    @Test
    void theLineBreakAtTheEndIsSignedToo() {
        byte[] body = DELIVERED.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = signed(DELIVERED);
        assertThat(endpoint.post(Arrays.copyOf(body, body.length - 2), headers).status())
                .isEqualTo(403);
        assertThat(endpoint.post(body, headers).status()).isEqualTo(204);
    }

    @Test
    void anotherKeyIsForged() {
        KeyPair others = keyPair("secp256r1");
        refused(DELIVERED, signed(others, NOW, DELIVERED), 403, "forged");
    }

    @Test
    void whileOneKeyReplacesTheOtherBothCount() {
        KeyPair next = keyPair("secp256r1");
        Endpoint rotating = endpoint(base64(keys) + "," + base64(next));
        assertThat(rotating.post(DELIVERED, signed(keys, NOW, DELIVERED)).status())
                .isEqualTo(204);
        assertThat(rotating.post(DELIVERED, signed(next, NOW, DELIVERED)).status())
                .isEqualTo(204);
        assertThat(rotating.post(DELIVERED, signed(keyPair("secp256r1"), NOW, DELIVERED))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherTimestampIsForged() {
        Map<String, String> headers = Map.of(
                SendGridSignature.SIGNATURE,
                signed(DELIVERED).get(SendGridSignature.SIGNATURE),
                SendGridSignature.TIMESTAMP,
                String.valueOf(NOW.getEpochSecond() - 1));
        refused(DELIVERED, headers, 403, "forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bm90IGEgc2lnbmF0dXJl", "%%%", "MAYCAQACAQA="})
    void whatIsNoSignatureIsRefused(String signature) {
        Map<String, String> headers =
                Map.of(SendGridSignature.SIGNATURE, signature, SendGridSignature.TIMESTAMP, "" + NOW.getEpochSecond());
        if (signature.isEmpty()) {
            refused(DELIVERED, headers, 401, "unsigned");
        } else {
            refused(DELIVERED, headers, 403, "forged");
        }
    }

    @Test
    void withoutHeadersItIsUnsigned() {
        refused(DELIVERED, Map.of(), 401, "unsigned");
    }

    @ParameterizedTest
    @ValueSource(longs = {-601, 601, -86_400})
    void anOldOrEarlySignatureIsStale(long seconds) {
        refused(DELIVERED, signed(keys, NOW.plusSeconds(seconds), DELIVERED), 403, "stale");
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void theWindowItselfIsFine(long seconds) {
        assertThat(endpoint.post(DELIVERED, signed(keys, NOW.plus(Duration.ofSeconds(seconds)), DELIVERED))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"event\":", "{}", "7", "", "[] []", "<xml/>"})
    void signedNonsenseIsMalformed(String body) {
        refused(body, signed(body), 400, "malformed");
    }

    @Test
    void aBodyBeyondTheLimitIsNotEvenVerified() {
        String body = " ".repeat(Endpoint.MAX_BODY - 1) + "[]";
        refused(body, signed(body), 413, "too-large");
        String fits = " ".repeat(Endpoint.MAX_BODY - 2) + "[]";
        assertThat(endpoint.post(fits, signed(fits)).status()).isEqualTo(204);
    }

    @Test
    void withoutAKeyThereIsNoEndpoint() {
        Endpoint off = endpoint(null);
        assertThat(off.post(DELIVERED, signed(DELIVERED)))
                .isEqualTo(new Endpoint.Answer(404, Optional.of("not-configured")));
        assertThat(off.events()).isEmpty();
    }

    @Test
    void oneBadEntryDoesNotCostTheOthers() {
        String body = """
                [{"event":"delivered","timestamp":1,"sg_event_id":"a","porter-id":"m1"},
                 {"event":"delivered","timestamp":2,"sg_event_id":"no mail named"},
                 {"event":"delivered","timestamp":"yesterday","sg_event_id":"c","porter-id":"m3"},
                 "not an object", null,
                 {"event":"open","timestamp":3,"sg_event_id":"d","porter-id":"m4"},
                 {"event":"brand_new","timestamp":3,"sg_event_id":"e","porter-id":"m4"},
                 {"event":"spamreport","timestamp":4,"sg_event_id":"f","sg_message_id":"xyz.1"}]""";

        assertThat(endpoint.post(body, signed(body)).status()).isEqualTo(204);

        assertThat(endpoint.events()).extracting(DeliveryEvent::eventId).containsExactly("a", "f");
        assertThat(endpoint.rejected("entry")).isEqualTo(4);
        assertThat(endpoint.counted("ignored")).isEqualTo(2);
        assertThat(endpoint.counted("complaint")).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "delivered         | -       | -     | -                                  | DELIVERED    | -",
                "deferred          | -       | -     | 451 4.7.1 greylisted               | DEFERRED     | 4.7.1",
                "bounce            | bounce  | 5.1.1 | 550 5.1.1 ada@example.org unknown  | HARD_BOUNCE  | 5.1.1",
                "bounce            | bounce  | 5.0.0 | 550 5.7.1 ada@example.org refused  | REFUSED      | 5.7.1",
                "bounce            | bounce  | 5.2.2 | 552 5.2.2 over quota               | SOFT_BOUNCE  | 5.2.2",
                "bounce            | expired | -     | -                                  | REFUSED      | -",
                "dropped           | -       | -     | Bounced Address                    | DROPPED      | -",
                "dropped           | -       | -     | Spam Reporting Address             | DROPPED      | -",
                "dropped           | -       | -     | Unsubscribed Address               | DROPPED      | -",
                "dropped           | -       | -     | Invalid                            | DROPPED      | -",
                "dropped           | -       | -     | Invalid SMTPAPI header             | REFUSED      | -",
                "dropped           | -       | -     | Spam Content                       | REFUSED      | -",
                "spamreport        | -       | -     | -                                  | COMPLAINT    | -",
                "unsubscribe       | -       | -     | -                                  | UNSUBSCRIBED | -",
                "group_unsubscribe | -       | -     | -                                  | UNSUBSCRIBED | -"
            })
    void everyEventHasItsMeaning(
            String event, String type, String status, String reason, DeliveryEvent.Type expected, String diagnosis) {
        String body = "[{\"event\":\"" + event + "\",\"timestamp\":9,\"sg_event_id\":\"e\",\"porter-id\":\"m\""
                + field("type", type) + field("status", status) + field("reason", reason) + "}]";

        endpoint.post(body, signed(body));

        assertThat(endpoint.events()).singleElement().satisfies(found -> {
            assertThat(found.type()).isEqualTo(expected);
            assertThat(found.diagnosis()).isEqualTo(Optional.ofNullable(diagnosis));
        });
    }

    @Test
    void aKeyOfAnotherCurveIsNone() {
        List.of(base64(keyPair("secp384r1")), "AAAA", "not base64!", "").forEach(text -> assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() -> SendGridVerificationKey.parseAll(text)))
                .isInstanceOf(IllegalArgumentException.class));
        assertThat(SendGridVerificationKey.parseAll(base64(keys))).containsExactly(keys.getPublic());
    }

    private void refused(String body, Map<String, String> headers, int status, String reason) {
        assertThat(endpoint.post(body, headers)).isEqualTo(new Endpoint.Answer(status, Optional.of(reason)));
        assertThat(endpoint.rejected(reason)).isOne();
        assertThat(endpoint.events()).isEmpty();
    }

    private static String field(String name, String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    private static Endpoint endpoint(String key) {
        return new Endpoint(metrics -> new SendGridDialect(Endpoint.WINDOW, metrics), key);
    }

    private Map<String, String> signed(String body) {
        return signed(keys, NOW, body);
    }

    private static Map<String, String> signed(KeyPair keys, Instant at, String body) {
        try {
            String timestamp = String.valueOf(at.getEpochSecond());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    SendGridSignature.SIGNATURE,
                    Base64.getEncoder().encodeToString(signature.sign()),
                    SendGridSignature.TIMESTAMP,
                    timestamp);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }
}
