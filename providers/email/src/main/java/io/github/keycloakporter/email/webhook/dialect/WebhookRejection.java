package io.github.keycloakporter.email.webhook.dialect;

import java.util.Locale;

/** Why a request is not taken. The reason is all it says: nothing of the request gets into a log this way. */
public final class WebhookRejection extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public WebhookRejection(Reason reason) {
        super(reason.tag());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The closed set of reasons: answer's {@code error} and label in metrics. */
    public enum Reason {
        /** Plain HTTP where the realm asks for HTTPS. */
        INSECURE(403),
        /** The realm has no key for this provider. */
        NOT_CONFIGURED(404),
        TOO_LARGE(413),
        /** No signature at all. */
        UNSIGNED(401),
        /** A signature that does not fit, or one whose certificate is not to be trusted. */
        FORGED(403),
        /** Signed too long ago, or in the future. */
        STALE(403),
        /** Signed well, but seen before. */
        REPLAYED(403),
        /** Somebody else's topic. */
        WRONG_TOPIC(403),
        /** Signed well, or signed inside the JSON, but not readable. */
        MALFORMED(400),
        /** What the proof needs cannot be reached now: the provider shall try again. */
        UNAVAILABLE(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status of the answer. */
        public int status() {
            return status;
        }

        /** Lower case with dashes. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
