package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailStatus;

/**
 * A status and when it came to be, such that reports may come in any order: of two of them always the same one wins.
 *
 * <p>A complaint is the last word. Delivered and bounced outrank everything before them, and the later of the two stands:
 * servers accept and send back afterwards. What a dispatcher finds out comes before what is reported.
 *
 * @param at milliseconds since 1970
 */
record StatusChange(MailStatus status, long at) {

    StatusChange or(StatusChange other) {
        return compare(this, other) >= 0 ? this : other;
    }

    private static int compare(StatusChange one, StatusChange other) {
        int rank = Integer.compare(rank(one.status), rank(other.status));
        if (rank != 0) {
            return rank;
        }
        int time = Long.compare(one.at, other.at);
        return time != 0 ? time : one.status.compareTo(other.status);
    }

    private static int rank(MailStatus status) {
        return switch (status) {
            case QUEUED, SENDING -> 0;
            case SENT, EXPIRED, FAILED -> 1;
            case DEFERRED -> 2;
            case DELIVERED, BOUNCED, SUPPRESSED -> 3;
            case COMPLAINED -> 4;
        };
    }
}
