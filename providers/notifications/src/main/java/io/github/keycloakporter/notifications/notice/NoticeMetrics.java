package io.github.keycloakporter.notifications.notice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The figures of notices. Labels are realms, types and outcomes: none of them grows with users. */
public record NoticeMetrics(MeterRegistry registry) {

    enum Outcome {
        /** Handed to the outbox. */
        SENT,
        /** Held back, to be told later together with others. */
        HELD,
        /** Sent later, together with others: counts the email, not the events in it. */
        FOLDED,
        /** Could not be made: nobody is told, unless the log is read. */
        FAILED;

        String tag() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The counters of one realm, at 0. */
    public void realm(String realm) {
        for (NoticeType type : NoticeType.values()) {
            for (Outcome outcome : Outcome.values()) {
                notices(realm, type.tag(), outcome);
            }
            disputes(realm, type.tag());
        }
    }

    public void count(String realm, String type, Outcome outcome) {
        notices(realm, type, outcome).increment();
        if (outcome == Outcome.FAILED) {
            failures().increment();
        }
    }

    /** Of all realms, without a label: it exists from the start, however many realms there are. */
    public Counter failures() {
        return Counter.builder("porter.notices.failed")
                .description("Notices to owners of accounts that could not be made")
                .register(registry);
    }

    private Counter notices(String realm, String type, Outcome outcome) {
        return Counter.builder("porter.notices")
                .description("Notices to owners of accounts by what became of them")
                .tag("realm", realm)
                .tag("type", type)
                .tag("outcome", outcome.tag())
                .register(registry);
    }

    /** An owner said 'this was not me'. */
    public void disputed(String realm, String type) {
        disputes(realm, type).increment();
    }

    private Counter disputes(String realm, String type) {
        return Counter.builder("porter.notices.disputed")
                .description("Notices whose owner said: this was not me")
                .tag("realm", realm)
                .tag("type", type)
                .register(registry);
    }
}
