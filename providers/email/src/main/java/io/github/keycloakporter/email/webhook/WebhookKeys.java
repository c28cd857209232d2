package io.github.keycloakporter.email.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * What a realm believes a mail provider by: its own attribute, or else the server's option. An attribute that is wrong
 * switches the webhook off; it does not fall back to the server's.
 */
final class WebhookKeys {

    static final String SENDGRID_ATTRIBUTE = "porter.mail.webhook.sendgrid.public-key";
    static final String MAILGUN_ATTRIBUTE = "porter.mail.webhook.mailgun.signing-key";
    static final String SES_ATTRIBUTE = "porter.mail.webhook.ses.topic-arn";

    static final String TOPIC_PROBLEM =
            "must be the ARN of an SNS topic: arn:aws:sns:<region>:<account>:<name>, or with another partition than aws";

    private static final Logger LOG = Logger.getLogger(WebhookKeys.class);
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws(?:-[a-z-]{1,12})?:sns:[a-z0-9-]{1,32}:\\d{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");
    private static final Pattern VAULT = Pattern.compile("\\$\\{vault\\..+}");

    private final WebhookConfig config;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    WebhookKeys(WebhookConfig config) {
        this.config = config;
    }

    /** Whether a text is the name of a topic. */
    static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    static boolean isExpression(String text) {
        return VAULT.matcher(text).matches();
    }

    /** Keys that count at the same time stand in one text, separated by commas or white space. */
    static List<String> each(String keys) {
        return Arrays.stream(keys.split("[,\\s]+"))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** Empty while the webhook is not set up for the realm. */
    Optional<String> key(String provider, RealmSettings realm) {
        return switch (provider) {
            case SendGridDialect.PROVIDER -> sendgrid(realm);
            case MailgunDialect.PROVIDER -> mailgun(realm);
            case SesDialect.PROVIDER -> ses(realm);
            default -> Optional.empty();
        };
    }

    private Optional<String> sendgrid(RealmSettings realm) {
        Optional<String> own = realm.attribute(SENDGRID_ATTRIBUTE);
        if (own.isEmpty()) {
            return config.sendgridPublicKey();
        }
        try {
            SendGridVerificationKey.parseAll(own.get());
            return own;
        } catch (IllegalArgumentException e) {
            return refused(realm, SENDGRID_ATTRIBUTE, e.getMessage());
        }
    }

    private Optional<String> mailgun(RealmSettings realm) {
        Optional<String> own = realm.attribute(MAILGUN_ATTRIBUTE);
        if (own.isEmpty()) {
            return config.mailgunSigningKey().value();
        }
        if (!isExpression(own.get())) {
            return refused(realm, MAILGUN_ATTRIBUTE, "must be a vault expression: a key does not belong into a realm");
        }
        Optional<String> secret = realm.secret(own.get()).map(String::trim).filter(key -> !key.isEmpty());
        return secret.isPresent() ? secret : refused(realm, MAILGUN_ATTRIBUTE, "names nothing in the vault");
    }

    private Optional<String> ses(RealmSettings realm) {
        Optional<String> own = realm.attribute(SES_ATTRIBUTE);
        if (own.isEmpty()) {
            return config.sesTopicArn();
        }
        return isTopic(own.get()) ? own : refused(realm, SES_ATTRIBUTE, TOPIC_PROBLEM);
    }

    /** Warns once, as anybody may call the endpoint. */
    private Optional<String> refused(RealmSettings realm, String attribute, String problem) {
        if (warned.add(realm.id() + ' ' + attribute)) {
            LOG.warnf("Attribute %s of realm %s %s", attribute, realm.name(), problem);
        }
        return Optional.empty();
    }
}
