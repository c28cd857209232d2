package io.github.keycloakporter.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.GivenSettings;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** A good configuration with one mistake at a time: that mistake is found, and nothing else. */
class PlantedMistakesTest {

    private static final Path ROOT = Path.of("..");

    /** What is tested where the running server, Redis, the DNS or the vault is: they are no part of files. */
    static final Set<String> RUNNING = Set.of(
            "clock-database",
            "clock-redis",
            "option-unknown",
            "redis-eviction",
            "redis-info",
            "redis-persistence",
            "redis-rights",
            "redis-unusable",
            "redis-version",
            "secret-on-command-line",
            "sender-dkim",
            "sender-dmarc",
            "sender-dns",
            "sender-spf",
            "transport-unknown",
            "vault-entry");

    private final ConfigChecks checks = ConfigChecks.onClassPath();

    /** A configuration: options of the server, and the shipped realm. */
    private static final class Configuration {

        private final Map<String, String> options = new LinkedHashMap<>(Map.ofEntries(
                Map.entry("hostname", "https://id.acme.dev"),
                Map.entry("http-enabled", "true"),
                Map.entry("proxy-headers", "xforwarded"),
                Map.entry("proxy-trusted-addresses", "10.0.0.2"),
                Map.entry("db", "postgres"),
                Map.entry("db-url-host", "db.internal"),
                Map.entry("db-tls-mode", "verify-server"),
                Map.entry("db-password", "nahz6aeSh3eighei2eiV"),
                Map.entry("health-enabled", "true"),
                Map.entry("metrics-enabled", "true"),
                Map.entry("spi-redis-connection--lettuce--uri", "rediss://redis.internal:6379"),
                Map.entry("spi-redis-connection--lettuce--username", "porter"),
                Map.entry("spi-redis-connection--lettuce--password", "ohN7oov6Eequaeph0hae"),
                Map.entry("spi-email-transport--smtp--starttls", "required")));
        private final RealmRepresentation realm = new ServerFiles(Map.of(
                        "PORTER_SMTP_HOST", "smtp.acme.dev",
                        "PORTER_SMTP_STARTTLS", "true",
                        "PORTER_SMTP_AUTH", "true",
                        "PORTER_SMTP_USER", "acme",
                        "PORTER_SMTP_PASSWORD", "${vault.smtp}",
                        "PORTER_SMTP_FROM", "accounts@acme.dev"))
                .realm(ROOT.resolve("realm-config/porter-realm.json"));

        private Configuration with(String option, String value) {
            options.put(option, value);
            return this;
        }

        private Configuration without(String option) {
            options.remove(option);
            return this;
        }

        private Configuration attribute(String name, String value) {
            realm.getAttributes().put(name, value);
            return this;
        }

        private Configuration smtp(String name, String value) {
            realm.getSmtpServer().put(name, value);
            return this;
        }
    }

    static Stream<Arguments> mistakes() {
        String redis = "spi-redis-connection--lettuce--";
        String sentinels = "rediss-sentinel://one.internal,two.internal#main";
        return Stream.of(
                // the server
                server("hostname-https", it -> it.with("hostname", "http://id.acme.dev")),
                server("hostname-strict", it -> it.without("hostname").with("hostname-strict", "false")),
                server("hostname-local", it -> it.with("hostname", "http://localhost:8080")),
                server("hostname-debug", it -> it.with("hostname-debug", "true")),
                server("proxy-headers", it -> it.without("proxy-headers")),
                server("proxy-trusted", it -> it.without("proxy-trusted-addresses")),
                server("proxy-trusted", it -> it.with("proxy-trusted-addresses", "10.0.0.0/8, 0.0.0.0/0")),
                server("database-embedded", it -> it.with("db", "dev-file")),
                server("database-tls", it -> it.without("db-tls-mode")),
                server("database-tls", it -> it.without("db-tls-mode")
                        .with("db-url", "jdbc:postgresql://10.1.2.3:5432/keycloak")),
                server("health-off", it -> it.without("health-enabled")),
                server("metrics-off", it -> it.with("metrics-enabled", "false")),
                server("provider-replaced", it -> it.with("spi-email-sender--provider-default", "default")),
                server("provider-replaced", it -> it.with("spi-revoked-token--provider", "infinispan")),
                server("provider-replaced", it -> it.with("spi-login--porter--enabled", "false")),
                server("secret-example", it -> it.with("db-password", "changeme")),
                server("secret-example", it -> it.with("bootstrap-admin-password", "admin")),
                server("secret-short", it -> it.with("db-password", "ohN7oov6")),
                server("limit-off", it -> it.with("spi-rate-limiter--redis--code-try-user", "off")),
                server("links-any", it -> it.with("spi-email-template--porter--links", "any")),
                // Redis
                server("redis-password", it -> it.without(redis + "username").without(redis + "password")),
                server("redis-password-example", it -> it.with(redis + "password", "SHA-256-OF-THE-PASSWORD")),
                server("redis-password-short", it -> it.with(redis + "password", "ohN7oov6")),
                server("redis-default-user", it -> it.without(redis + "username")),
                server("redis-tls", it -> it.with(redis + "uri", "redis://redis.internal:6379")),
                server("redis-tls", it -> it.with(redis + "uri", sentinels).with(redis + "sentinel-tls", "false")),
                server("redis-tls-host", it -> it.with(redis + "tls-verify-host", "false")),
                server("option-invalid", it -> it.with(redis + "command-timeout", "fast")),
                server("option-invalid", it -> it.with("spi-email-transport--smtp--starttls", "yes")),
                // mail
                server("sendgrid-sandbox", it -> it.with("spi-email-transport--sendgrid--sandbox-mode", "true")),
                server("sendgrid-key-example", it -> it.with("spi-email-transport--sendgrid--api-key", "SG.change-me")
                        .attribute("porter.mail.webhook.sendgrid.public-key", "a key")),
                server(
                        "webhook-key-example",
                        it -> it.with("spi-realm-restapi-extension--mail-events--mailgun-signing-key", "example-key")),
                server(
                        "webhook-stand-in",
                        it -> it.with(
                                "spi-realm-restapi-extension--mail-events--sns-endpoint", "http://localhost:4566")),
                realm("webhook-missing", it -> it.attribute("porter.mail.smtp.preset", "mailgun")),
                realm("webhook-missing", it -> it.attribute("porter.mail.sendgrid.api-key", "${vault.sendgrid}")),
                realm("webhook-key-clear", it -> it.attribute("porter.mail.webhook.mailgun.signing-key", "0ff1ce")),
                realm("sendgrid-key-clear", it -> it.attribute("porter.mail.sendgrid.api-key", "SG.ohN7oov6Eequ")
                        .attribute("porter.mail.webhook.sendgrid.public-key", "a key")),
                realm("mail-transport-missing", it -> it.smtp("host", " ")),
                realm("sender-missing", it -> it.smtp("from", "")),
                realm("sender-example", it -> it.smtp("from", "Shop <no-reply@example.org>")),
                realm("smtp-tls", it -> it.with("spi-email-transport--smtp--starttls", "opportunistic")
                        .smtp("starttls", "false")),
                realm("smtp-tls-optional", it -> it.attribute("porter.mail.smtp.starttls", "opportunistic")),
                realm("smtp-password-clear", it -> it.smtp("password", "nahz6aeSh3eighei2eiV")),
                realm("smtp-password-example", it -> it.smtp("password", "secret")),
                // a realm
                realm("verify-email", it -> it.realm.setVerifyEmail(false)),
                realm("ssl-required", it -> it.realm.setSslRequired("none")),
                realm("frontend-url", it -> it.attribute("frontendUrl", "http://login.acme.dev")),
                realm("hsts", it -> it.realm.getBrowserSecurityHeaders().put("strictTransportSecurity", "")),
                realm("hsts", it -> it.realm
                        .getBrowserSecurityHeaders()
                        .put("strictTransportSecurity", "max-age=600; includeSubDomains")),
                realm("brute-force", it -> it.realm.setBruteForceProtected(false)),
                realm("permanent-lockout", it -> it.realm.setPermanentLockout(true)),
                realm("password-policy", it -> it.realm.setPasswordPolicy("")),
                realm("duplicate-emails", it -> it.realm.setDuplicateEmailsAllowed(true)),
                realm("events-off", it -> it.realm.setEventsEnabled(false)),
                realm("events-forever", it -> it.realm.setEventsExpiration(0)),
                realm("admin-events-off", it -> it.realm.setAdminEventsEnabled(false)),
                realm(
                        "link-lifespan-short",
                        it -> it.attribute("actionTokenGeneratedByUserLifespan.verify-email", "300")),
                realm(
                        "link-lifespan-long",
                        it -> it.attribute("actionTokenGeneratedByUserLifespan.reset-credentials", "172800")),
                realm("link-lifespan-long", it -> it.realm.setActionTokenGeneratedByAdminLifespan(2_592_000)),
                realm("login-action-short", it -> it.realm.setAccessCodeLifespanUserAction(300)),
                realm("demo-client", it -> it.realm.getClients().get(0).setEnabled(true)),
                realm("email-listener", it -> it.realm.setEventsListeners(List.of("jboss-logging", "email"))),
                realm("attribute-unknown", it -> it.attribute("porter.limit.verify-mail.user", "5/1h")),
                realm("limit-off", it -> it.attribute("porter.limit.reset-password.ip", "off")),
                realm("limit-invalid", it -> it.attribute("porter.limit.reset-password.ip", "5 an hour")));
    }

    private static Arguments server(String id, Consumer<Configuration> mistake) {
        return Arguments.of(id, mistake, false);
    }

    private static Arguments realm(String id, Consumer<Configuration> mistake) {
        return Arguments.of(id, mistake, true);
    }

    @Test
    void inAGoodConfigurationThereIsNothing() {
        assertThat(findings(new Configuration())).isEmpty();
    }

    @ParameterizedTest(name = "{0} ({index})")
    @MethodSource("mistakes")
    void eachMistakeIsFoundAndNothingElse(String id, Consumer<Configuration> mistake, boolean ofRealm) {
        Configuration configuration = new Configuration();
        mistake.accept(configuration);

        List<Finding> findings = findings(configuration);

        assertThat(findings).extracting(Finding::id).containsExactly(id);
        Finding finding = findings.get(0);
        assertThat(finding.realm()).isEqualTo(ofRealm ? "porter" : null);
        assertThat(finding.where()).isNotBlank();
        assertThat(finding.toString()).as("no secret is told").doesNotContain("ohN7oov6", "nahz6aeSh3", "0ff1ce");
    }

    @Test
    void everyRuleIsBrokenByAMistake() {
        Set<String> rules = checks.rules().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rules).hasSize(checks.rules().size());
        Set<String> tried = new TreeSet<>(RUNNING);
        mistakes().forEach(mistake -> tried.add((String) mistake.get()[0]));
        assertThat(tried).isEqualTo(rules);
        assertThat(mistakes().map(mistake -> mistake.get()[0]).distinct()).hasSizeGreaterThanOrEqualTo(25);
    }

    private List<Finding> findings(Configuration configuration) {
        Settings settings = new GivenSettings(new HashMap<>(configuration.options));
        return Stream.concat(checks.server(settings).stream(), checks.realm(configuration.realm, settings).stream())
                .distinct()
                .toList();
    }
}
