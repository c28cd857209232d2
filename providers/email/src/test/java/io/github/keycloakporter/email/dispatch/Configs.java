package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.OutboxConfig;
import java.time.Duration;
import java.util.List;

/** Settings to test with. */
final class Configs {

    static final OutboxConfig QUICK = new OutboxConfig(
            List.of("first", "second"),
            4,
            2,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            Duration.ofDays(1),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private Configs() {}
}
