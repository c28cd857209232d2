package io.github.keycloakporter.email.webhook.mailgun;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Mailgun's signature: HMAC-SHA256 of timestamp and token, inside the JSON.
 *
 * <p>It does not cover the event. What keeps an event whole is TLS; what keeps a signature from serving another event is
 * that its token works once.
 */
final class MailgunSignature {

    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{16,128}");

    private final ReplayWindow window;

    MailgunSignature(ReplayWindow window) {
        this.window = window;
    }

    /** @throws WebhookRejection unless Mailgun signed recently and the token is new */
    void verify(JsonNode signature, WebhookRequest request, String keys) throws WebhookRejection {
        String timestamp = part(signature, "timestamp");
        String token = part(signature, "token");
        byte[] given = hex(part(signature, "signature"));
        if (WebhookDialect.keys(keys).stream()
                        .noneMatch(key -> MessageDigest.isEqual(hmac(key, timestamp + token), given))
                || !TOKEN.matcher(token).matches()) {
            throw new WebhookRejection(Reason.FORGED);
        }
        window.check(timestamp, request.receivedAt());
        if (!request.replayCache().first("porter-mailgun:" + token, window.memory())) {
            throw new WebhookRejection(Reason.REPLAYED);
        }
    }

    private static String part(JsonNode signature, String name) throws WebhookRejection {
        return WebhookJson.word(signature, name).orElseThrow(() -> new WebhookRejection(Reason.UNSIGNED));
    }

    private static byte[] hex(String text) throws WebhookRejection {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new WebhookRejection(Reason.FORGED);
        }
    }

    private static byte[] hmac(String key, String text) {
        return HmacSha256.of(key.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
