package io.github.keycloakporter.email.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What came in, and what is needed to judge it. */
final class WebhookRequest {

    private final byte[] body;
    private final UnaryOperator<String> headers;
    private final String key;
    private final Instant receivedAt;
    private final ReplayCache replayCache;

    /**
     * @param body exactly the bytes that came: signatures cover a trailing line break, too
     * @param headers a header's value by name, null where there is none
     * @param key what the realm believes the provider by: public key, signing key or topic
     */
    WebhookRequest(
            byte[] body, UnaryOperator<String> headers, String key, Instant receivedAt, ReplayCache replayCache) {
        this.body = body;
        this.headers = headers;
        this.key = key;
        this.receivedAt = receivedAt;
        this.replayCache = replayCache;
    }

    byte[] body() {
        return body;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name)).filter(value -> !value.isBlank());
    }

    String key() {
        return key;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    ReplayCache replayCache() {
        return replayCache;
    }
}
