package io.github.keycloakporter.benchmarks.limits;

import io.github.keycloakporter.spi.limit.Limit;
import java.time.Duration;
import java.util.List;

/** What is decided: five limits of five subjects, of which there are as many sets as asked for. */
final class Sample {

    static final int LIMITS = 5;

    /** More than a run asks for of any subject. */
    static final int PERMITS = 100_000;

    static final Duration PERIOD = Duration.ofHours(1);

    private Sample() {}

    /** Named as the limits of a mail are. */
    static List<Limit> limits(int subject) {
        return List.of(
                limit("verify-email.user", "5c1c1d3e-6f0b-4f0e-9f57-%012d".formatted(subject)),
                limit("verify-email.address", "somebody.%d@example.org".formatted(subject)),
                limit("verify-email.ip", "4:%08x".formatted(subject)),
                limit("register.subnet", "4:%06x".formatted(subject)),
                limit("user-mail.realm", "%d".formatted(subject)));
    }

    /** The same for those who know keys only. */
    static List<String> keys(String owner, int subject) {
        return limits(subject).stream()
                .map(limit -> owner + ":{" + owner + "}:" + limit.name() + ":" + limit.subject())
                .toList();
    }

    private static Limit limit(String name, String subject) {
        return new Limit(name, subject, PERMITS, PERIOD);
    }

    static void expect(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("A limit was used up: refusals are not what is measured");
        }
    }
}
