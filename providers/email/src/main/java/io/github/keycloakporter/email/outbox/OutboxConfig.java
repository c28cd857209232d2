package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.mail.EmailOutboxSpi;
import io.github.keycloakporter.spi.mail.MailKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;

/**
 * How the outbox works. Read and checked once, at the start of the server; {@link OutboxOptions} explains each.
 *
 * @param transports in the order in which they are tried
 * @param parallelism how many mails (or bulk calls) are under way at once on this node
 * @param realmParallelism how many of them may belong to one realm
 * @param pollInterval how often the queue is looked at without a sign
 * @param lease how long a mail belongs to a node that has died; a living node renews it
 * @param maxAttempts after how many attempts a mail is given up
 * @param retryFirst the wait after the first attempt; it doubles from one attempt to the next
 * @param retryMax the longest wait
 * @param patience by kind, after how long in the queue a mail is pointless
 * @param retention how long the ledger keeps finished mails
 * @param softBounces how many soft bounces in a row suppress an address
 * @param circuitOpen how long a failing mail server is left alone
 * @param stopTimeout how long the stop of the server waits for mails under way
 */
public record OutboxConfig(
        List<String> transports,
        int parallelism,
        int realmParallelism,
        Duration pollInterval,
        Duration lease,
        int maxAttempts,
        Duration retryFirst,
        Duration retryMax,
        Map<MailKind, Duration> patience,
        Duration retention,
        int softBounces,
        Duration circuitOpen,
        Duration stopTimeout) {

    public static OutboxConfig from(Config.Scope scope) {
        ScopeReader options = new ScopeReader(scope, EmailOutboxSpi.NAME, OutboxOptions.PROVIDER_ID);
        int parallelism = options.number(OutboxOptions.PARALLELISM, 32, 1, 1000);
        return new OutboxConfig(
                transports(options.text(OutboxOptions.TRANSPORTS, OutboxOptions.DEFAULT_TRANSPORTS)),
                parallelism,
                options.number(OutboxOptions.REALM_PARALLELISM, Math.max(1, parallelism / 2), 1, parallelism),
                options.duration(
                        OutboxOptions.POLL_INTERVAL, seconds(2), Duration.ofMillis(100), Duration.ofMinutes(5)),
                options.duration(OutboxOptions.LEASE, seconds(20), seconds(5), Duration.ofMinutes(10)),
                options.number(OutboxOptions.MAX_ATTEMPTS, 12, 1, 100),
                options.duration(OutboxOptions.RETRY_FIRST, seconds(15), Duration.ofMillis(100), Duration.ofHours(1)),
                options.duration(OutboxOptions.RETRY_MAX, Duration.ofMinutes(15), seconds(1), Duration.ofDays(1)),
                patience(options),
                options.duration(
                        OutboxOptions.RETENTION, Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3650)),
                options.number(OutboxOptions.SOFT_BOUNCES, 3, 1, 100),
                options.duration(OutboxOptions.CIRCUIT_OPEN, seconds(30), Duration.ofMillis(100), Duration.ofHours(1)),
                options.duration(OutboxOptions.STOP_TIMEOUT, seconds(10), Duration.ZERO, Duration.ofMinutes(5)));
    }

    /** The ids in a comma-separated list, of the option or of a realm attribute. */
    public static List<String> transports(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static Map<MailKind, Duration> patience(ScopeReader options) {
        Map<MailKind, Duration> patience = new EnumMap<>(MailKind.class);
        for (MailKind kind : MailKind.values()) {
            patience.put(
                    kind,
                    options.duration(OutboxOptions.patience(kind), kind.patience(), seconds(10), Duration.ofDays(14)));
        }
        return Map.copyOf(patience);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
