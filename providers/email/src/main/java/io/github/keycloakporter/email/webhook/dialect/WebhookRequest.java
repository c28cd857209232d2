package io.github.keycloakporter.email.webhook.dialect;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A webhook call, and what is needed to authenticate it. */
public final class WebhookRequest {

    private final byte[] body;
    private final UnaryOperator<String> headers;
    private final Instant receivedAt;
    private final ReplayCache replayCache;

    /**
     * @param body the received bytes: signatures cover a trailing line break too
     * @param headers returns the value of a header, or null
     */
    public WebhookRequest(byte[] body, UnaryOperator<String> headers, Instant receivedAt, ReplayCache replayCache) {
        this.body = body;
        this.headers = headers;
        this.receivedAt = receivedAt;
        this.replayCache = replayCache;
    }

    public byte[] body() {
        return body;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name)).filter(value -> !value.isBlank());
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public ReplayCache replayCache() {
        return replayCache;
    }
}
