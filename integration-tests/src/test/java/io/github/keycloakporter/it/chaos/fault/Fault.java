package io.github.keycloakporter.it.chaos.fault;

import java.time.Duration;

/**
 * One thing that goes wrong for a while.
 *
 * @param part what fails, as in "Redis"
 * @param name how, in a few words
 * @param least how long it lasts at least
 * @param most how long it lasts at most
 * @param recovery how long its end takes, such as the start of a node
 * @param holds whose mail may wait because of it
 */
public record Fault(
        Part part,
        String name,
        Duration least,
        Duration most,
        Duration recovery,
        Holds holds,
        Action begin,
        Action end) {

    public enum Part {
        NODE("Keycloak node"),
        REDIS("Redis"),
        SENTINEL("Sentinel"),
        DATABASE("PostgreSQL"),
        SMTP("SMTP"),
        SENDGRID("SendGrid"),
        BOTH_PROVIDERS("SMTP and SendGrid");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }

        /** Whether people at the pages may notice it. */
        public boolean isSeenByPeople() {
            return this == NODE || this == REDIS || this == SENTINEL || this == DATABASE;
        }
    }

    /** Whose mail may wait. */
    public enum Holds {
        NOBODYS,
        GREY_DOMAINS,
        EVERYBODYS
    }

    /** Does it, or ends it. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    public static Fault of(Part part, String name, int least, int most, Action begin, Action end) {
        Holds holds = part.isSeenByPeople() || part == Part.BOTH_PROVIDERS ? Holds.EVERYBODYS : Holds.NOBODYS;
        return new Fault(
                part, name, Duration.ofSeconds(least), Duration.ofSeconds(most), Duration.ZERO, holds, begin, end);
    }

    public Fault recoveringFor(int seconds) {
        return new Fault(part, name, least, most, Duration.ofSeconds(seconds), holds, begin, end);
    }

    public Fault holding(Holds whose) {
        return new Fault(part, name, least, most, recovery, whose, begin, end);
    }

    @Override
    public String toString() {
        return part + ": " + name;
    }
}
