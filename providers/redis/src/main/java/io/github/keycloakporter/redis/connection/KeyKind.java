package io.github.keycloakporter.redis.connection;

import java.time.Duration;

/** The kinds of keys, see {@link RedisConnection#key}: one list, so that no two features share a kind. */
public enum KeyKind {
    LINK("link", "link"),
    LINK_FATE("lf", "link-fate"),
    LINK_RECORD("lu", "link-record"),
    LIMIT("limit", "limit"),
    SINGLE_USE("single-use", "single-use"),
    REVOKED("revoked", "revoked");

    /** How much longer than a link its fate is known: long enough to say 'used' to whoever opens an old email. */
    public static final Duration FATE_KEPT = Duration.ofDays(7);

    private final String text;
    private final String label;

    KeyKind(String text, String label) {
        this.text = text;
        this.label = label;
    }

    /** What stands in the key: short, since it counts once for every key. */
    public String text() {
        return text;
    }

    /** What meters call it. */
    String label() {
        return label;
    }
}
