package io.github.keycloakporter.notifications;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The figures of notices. Labels are realms, types and outcomes: none of them grows with users. */
record NoticeMetrics(MeterRegistry registry) {

    enum Outcome {
        /** Handed to the outbox. */
        SENT,
        /** Held back, to be told later together with others. */
        HELD,
        /** Told later, together with others: counts the mail, not what it tells of. */
        FOLDED,
        /** Could not be made: nobody is told, unless the log is read. */
        FAILED;

        String tag() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    void count(String realm, String type, Outcome outcome) {
        Counter.builder("porter.notices")
                .description("Notices to owners of accounts by what became of them")
                .tag("realm", realm)
                .tag("type", type)
                .tag("outcome", outcome.tag())
                .register(registry)
                .increment();
    }

    /** An owner said 'this was not me'. */
    void disputed(String realm, String type) {
        Counter.builder("porter.notices.disputed")
                .description("Notices whose owner said: this was not me")
                .tag("realm", realm)
                .tag("type", type)
                .register(registry)
                .increment();
    }
}
