package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridVerificationKey;
import io.github.keycloakporter.email.webhook.ses.SesDialect;
import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.keycloak.Config;

/**
 * How reports are taken. Read and checked once, at the start of the server; see {@link WebhookOptions} for the names.
 *
 * @param sendgridPublicKey for realms without one of their own, as are the next two
 * @param maxBody in bytes
 * @param snsSha1 whether SNS may sign with SHA-1, too
 * @param snsEndpoint what stands in for SNS in tests
 */
record WebhookConfig(
        Optional<String> sendgridPublicKey,
        Secret mailgunSigningKey,
        Optional<String> sesTopicArn,
        int maxBody,
        ReplayWindow replayWindow,
        boolean snsSha1,
        Optional<URI> snsEndpoint) {

    static final int DEFAULT_MAX_BODY = 1024 * 1024;

    private static final int MIN_BODY = 1024;
    /** What Quarkus itself lets through. */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws ConfigException naming the first option that is wrong */
    static WebhookConfig from(Config.Scope scope) {
        ScopeReader options =
                new ScopeReader(scope, "realm-restapi-extension", MailEventsResourceProviderFactory.PROVIDER_ID);
        return new WebhookConfig(
                publicKey(options),
                options.secret(WebhookOptions.MAILGUN_SIGNING_KEY),
                topic(options),
                options.number(WebhookOptions.MAX_BODY, DEFAULT_MAX_BODY, MIN_BODY, MAX_BODY),
                new ReplayWindow(options.duration(
                        WebhookOptions.REPLAY_WINDOW,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(24))),
                options.flag(WebhookOptions.SNS_SHA1, false),
                options.text(WebhookOptions.SNS_ENDPOINT).map(url -> endpoint(options, url)));
    }

    private static Optional<String> publicKey(ScopeReader options) {
        Optional<String> key = options.text(WebhookOptions.SENDGRID_PUBLIC_KEY);
        try {
            key.ifPresent(SendGridVerificationKey::parseAll);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(options.option(WebhookOptions.SENDGRID_PUBLIC_KEY), e.getMessage(), e);
        }
        return key;
    }

    private static Optional<String> topic(ScopeReader options) {
        Optional<String> topic = options.text(WebhookOptions.SES_TOPIC_ARN);
        if (topic.isPresent() && !SesDialect.isTopic(topic.get())) {
            throw options.error(WebhookOptions.SES_TOPIC_ARN, SesDialect.TOPIC_PROBLEM);
        }
        return topic;
    }

    private static URI endpoint(ScopeReader options, String url) {
        try {
            URI uri = new URI(url);
            boolean https = "https".equals(uri.getScheme());
            boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if ((https || loopback)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(options.option(WebhookOptions.SNS_ENDPOINT), "must be a URL", e);
        }
        throw options.error(
                WebhookOptions.SNS_ENDPOINT,
                "must be an https URL, or http on loopback, without user, query or fragment");
    }

    /** Without the secret: a record's own text would print it into the first log line that meets it. */
    @Override
    public String toString() {
        return "WebhookConfig[maxBody=" + maxBody + ", replayWindow=" + replayWindow.width() + "]";
    }
}
