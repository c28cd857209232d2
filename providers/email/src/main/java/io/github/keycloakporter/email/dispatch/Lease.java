package io.github.keycloakporter.email.dispatch;

/**
 * The right to send some mails, for a limited time. The dispatcher renews it while the mails are in progress. A lease that has
 * ended is never renewed: another node may hold the mails by then.
 */
final class Lease {

    private final String id;
    private volatile long until;

    /** @param until when it ends, in milliseconds since 1970 */
    Lease(String id, long until) {
        this.id = id;
        this.until = until;
    }

    String id() {
        return id;
    }

    long until() {
        return until;
    }

    boolean isHeld(long now) {
        return now < until;
    }

    /** Call this once the new end is committed. */
    void renewed(long now, long newUntil) {
        if (isHeld(now)) {
            until = newUntil;
        }
    }
}
