package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of {@code --spi-email-outbox--jpa--…}, as the console and the documentation show them. */
public final class OutboxOptions {

    public static final String PROVIDER_ID = "jpa";

    static final String TRANSPORTS = "transports";
    static final String PARALLELISM = "parallelism";
    static final String REALM_PARALLELISM = "realmParallelism";
    static final String POLL_INTERVAL = "pollInterval";
    static final String LEASE = "lease";
    static final String MAX_ATTEMPTS = "maxAttempts";
    static final String RETRY_FIRST = "retryFirst";
    static final String RETRY_MAX = "retryMax";
    static final String RETENTION = "retention";
    static final String SOFT_BOUNCES = "softBounces";
    static final String CIRCUIT_OPEN = "circuitOpen";
    static final String STOP_TIMEOUT = "stopTimeout";

    static final String DEFAULT_TRANSPORTS = "sendgrid,smtp";

    private OutboxOptions() {}

    /** Such as {@code patienceVerifyEmail}. */
    static String patience(MailKind kind) {
        return "patience"
                + Arrays.stream(kind.tag().split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    public static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder options = ProviderConfigurationBuilder.create();
        option(
                options,
                TRANSPORTS,
                DEFAULT_TRANSPORTS,
                "Transports in the order in which they are tried. Transports that are not configured are skipped."
                        + " The realm attribute porter.mail.transports overrides the order.");
        option(
                options,
                PARALLELISM,
                "32",
                "Maximum number of emails, or calls with a batch of emails, that one node sends at the same time.");
        option(
                options,
                REALM_PARALLELISM,
                "half of the parallelism",
                "Maximum number of them for one realm, so that a slow mail server delays only its own realm.");
        option(
                options,
                POLL_INTERVAL,
                "2s",
                "Interval at which a node looks for due emails in the outbox. A node sends its own emails"
                        + " immediately.");
        option(
                options,
                LEASE,
                "20s",
                "Time after which another node sends the emails that a crashed node had taken. A running node renews"
                        + " its leases. The clocks of the nodes may differ by a quarter of this time.");
        option(
                options,
                MAX_ATTEMPTS,
                "12",
                "Maximum number of attempts for an email. After the last one it has failed.");
        option(
                options,
                RETRY_FIRST,
                "15s",
                "Delay after the first attempt. It doubles after each further attempt, with a jitter of 20 %.");
        option(options, RETRY_MAX, "15m", "Maximum delay between two attempts.");
        for (MailKind kind : MailKind.values()) {
            option(
                    options,
                    patience(kind),
                    kind.patience().toHours() + "h",
                    "Maximum time that an email of the kind " + kind.tag()
                            + " waits to be sent. After it the email expires.");
        }
        option(
                options,
                RETENTION,
                "30d",
                "Time for which the outbox keeps the record of an email that was sent, failed or expired.");
        option(
                options,
                SOFT_BOUNCES,
                "3",
                "Number of consecutive soft bounces, without a delivery between them, after which an address is"
                        + " suppressed.");
        option(options, CIRCUIT_OPEN, "30s", "Time for which the circuit breaker of a failing mail server stays open.");
        option(
                options,
                STOP_TIMEOUT,
                "10s",
                "Maximum time that a stopping server waits for emails that are being sent.");
        return options.build();
    }

    private static void option(ProviderConfigurationBuilder options, String name, String otherwise, String help) {
        options.property()
                .name(name)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(otherwise)
                .helpText(help)
                .add();
    }
}
