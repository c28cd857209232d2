package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.spi.mail.MailKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Settings to test with. */
final class Configs {

    static final OutboxConfig QUICK = withLeases(Duration.ofMinutes(5));

    static final OutboxConfig SHORT_LEASES = withLeases(Duration.ofSeconds(1));

    private static OutboxConfig withLeases(Duration lease) {
        return new OutboxConfig(
                List.of("first", "second"),
                4,
                2,
                Duration.ofSeconds(1),
                lease,
                5,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Arrays.stream(MailKind.values()).collect(Collectors.toMap(kind -> kind, kind -> Duration.ofHours(1))),
                Duration.ofDays(1),
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    private Configs() {}
}
