package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.mailgun.MailgunDialect;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridDialect;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridVerificationKey;
import io.github.keycloakporter.email.webhook.ses.SesDialect;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The keys of the mail providers: the realm's attribute, or else the server's option. An invalid attribute disables the
 * webhook. It does not fall back to the server's option.
 */
final class WebhookKeys {

    static final String SENDGRID_ATTRIBUTE = "porter.mail.webhook.sendgrid.public-key";
    static final String MAILGUN_ATTRIBUTE = "porter.mail.webhook.mailgun.signing-key";
    static final String SES_ATTRIBUTE = "porter.mail.webhook.ses.topic-arn";

    private static final Logger LOG = Logger.getLogger(WebhookKeys.class);
    private static final Pattern VAULT = Pattern.compile("\\$\\{vault\\..+}");

    private final WebhookConfig config;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    WebhookKeys(WebhookConfig config) {
        this.config = config;
    }

    static boolean isExpression(String text) {
        return VAULT.matcher(text).matches();
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
        return SesDialect.isTopic(own.get()) ? own : refused(realm, SES_ATTRIBUTE, SesDialect.TOPIC_PROBLEM);
    }

    /** Warns once, as anybody may call the endpoint. */
    private Optional<String> refused(RealmSettings realm, String attribute, String problem) {
        if (warned.add(realm.id() + ' ' + attribute)) {
            LOG.warnf("Attribute %s of realm %s %s", attribute, realm.name(), problem);
        }
        return Optional.empty();
    }
}
