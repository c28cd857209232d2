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
                "The transports in the order in which they are tried; those that are not set up are passed over. A realm"
                        + " may have its own order in its attribute porter.mail.transports.");
        option(options, PARALLELISM, "32", "How many mails, or calls with a batch of them, are under way at once.");
        option(
                options,
                REALM_PARALLELISM,
                "half of the parallelism",
                "How many of them may belong to one realm, so that its slow server holds up no other realm.");
        option(options, POLL_INTERVAL, "2s", "How often the queue is looked at. A mail of this node leaves at once.");
        option(
                options,
                LEASE,
                "20s",
                "How long the emails of a node that has died stay with it; then another node sends them. A living node renews"
                        + " its leases. The clocks of the nodes may differ by a quarter of this.");
        option(options, MAX_ATTEMPTS, "12", "After how many attempts a mail is given up.");
        option(
                options,
                RETRY_FIRST,
                "15s",
                "The wait after the first attempt. It doubles each time, give or take 20 %.");
        option(options, RETRY_MAX, "15m", "The longest wait between two attempts.");
        for (MailKind kind : MailKind.values()) {
            option(
                    options,
                    patience(kind),
                    kind.patience().toHours() + "h",
                    "How long an email of the kind " + kind.tag()
                            + " may wait to be sent; after that it is pointless and expires.");
        }
        option(options, RETENTION, "30d", "How long the ledger keeps mails that are sent or given up.");
        option(options, SOFT_BOUNCES, "3", "How many soft bounces in a row, with no delivery between, stop mail.");
        option(options, CIRCUIT_OPEN, "30s", "How long a mail server that keeps failing is left alone.");
        option(options, STOP_TIMEOUT, "10s", "How long the stop of the server waits for mails under way.");
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
