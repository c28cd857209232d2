package io.github.keycloakporter.it.chaos.stack;

import io.github.keycloakporter.it.chaos.mail.MailServers;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.MailProviders;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.Database;
import io.github.keycloakporter.localstack.DatabaseServer;
import io.github.keycloakporter.localstack.KeycloakDistribution;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.LoadBalancer;
import io.github.keycloakporter.localstack.LocalStack;
import io.github.keycloakporter.localstack.Ports;
import io.github.keycloakporter.localstack.RedisReplication;
import io.github.keycloakporter.localstack.StackArtifacts;
import io.github.keycloakporter.localstack.StackException;
import io.github.keycloakporter.localstack.TcpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is put to the test: two nodes behind a load balancer, PostgreSQL and Redis with Sentinel behind networks that can fail, an
 * SMTP server as first and SendGrid as second way out. Everything listens on loopback only.
 */
public final class Installation implements AutoCloseable {

    /** How long links live: Keycloak's own default, which realms have that existed before. */
    public static final Duration LINK_LIFE = Duration.ofMinutes(5);

    private static final int NODES = 2;

    /** They would stop a crowd that comes from one machine. Every other limit is as it is shipped. */
    private static final List<String> LIMITS_OFF = List.of(
            "verify-email-ip",
            "verify-email-subnet",
            "verify-email-user",
            "verify-email-address",
            "code-try-ip",
            "code-try-subnet",
            "reset-password-ip",
            "reset-password-subnet",
            "reset-password-address",
            "register-ip",
            "register-subnet",
            "failed-link-ip",
            "user-mail-realm");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<KeycloakNode> nodes = new ArrayList<>();
    private final Path dir;
    private final MailProviders providers;
    private final MailServers mail;
    private final TcpProxy smtpNetwork;
    private final RedisReplication redis;
    private final DatabaseServer database;
    private final TcpProxy databaseNetwork;
    private final URI url;
    private final Realm realm;

    private Installation() throws IOException, GeneralSecurityException {
        StackArtifacts artifacts = StackArtifacts.load();
        dir = Files.createTempDirectory(Files.createDirectories(artifacts.workDir()), "chaos-");
        try {
            providers = add(new MailProviders());
            mail = add(new MailServers(providers.sendGrid()));
            smtpNetwork = add(TcpProxy.start(mail.smtpPort()));
            redis = add(RedisReplication.start(dir.resolve("redis")));
            database = add(DatabaseServer.start(Database.POSTGRES, dir.resolve("database")));
            databaseNetwork = add(TcpProxy.start(database.port()));
            int port = Ports.free();
            url = URI.create("http://localhost:" + port);
            startNodes(artifacts);
            add(LoadBalancer.start(
                    port, nodes.stream().map(node -> node.baseUrl().getPort()).toList()));
            Admin admin = new Admin(() -> url);
            App.addTo(LocalStack.REALM, admin);
            realm = new Realm(LocalStack.REALM, url, admin, mail.store());
        } catch (IOException | GeneralSecurityException | RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    public static Installation start() throws IOException, GeneralSecurityException {
        return new Installation();
    }

    /** Logs of all parts; they stay. */
    public Path dir() {
        return dir;
    }

    /** What people call the server. */
    public URI url() {
        return url;
    }

    public Realm realm() {
        return realm;
    }

    public List<KeycloakNode> nodes() {
        return List.copyOf(nodes);
    }

    public MailServers mail() {
        return mail;
    }

    public MailProviders providers() {
        return providers;
    }

    public RedisReplication redis() {
        return redis;
    }

    public DatabaseServer database() {
        return database;
    }

    public TcpProxy databaseNetwork() {
        return databaseNetwork;
    }

    public TcpProxy smtpNetwork() {
        return smtpNetwork;
    }

    /** Stops all parts, the youngest first, also those that are frozen. */
    @Override
    public void close() {
        StackException failure = null;
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                failure =
                        failure == null ? new StackException("Not everything stopped: " + e.getMessage(), e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void startNodes(StackArtifacts artifacts) {
        KeycloakDistribution distribution = KeycloakDistribution.builder(artifacts)
                .provider(artifacts.requireBundleJar())
                .option("db", Database.POSTGRES.keycloakName())
                .build();
        distribution.prepare();
        for (int i = 1; i <= NODES; i++) {
            KeycloakNode.Builder node = KeycloakNode.builder(distribution)
                    .name("Keycloak " + i)
                    .dir(dir.resolve("keycloak-" + i))
                    .heap("-Xms128m -Xmx640m")
                    .importRealm(artifacts.requireRealmFile())
                    .clustered();
            options().forEach(node::option);
            environment().forEach(node::env);
            nodes.add(add(node.start()));
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "hostname",
                url.toString(),
                "spi-redis-connection--lettuce--uri",
                redis.uri(),
                "spi-email-template--porter--links",
                "any",
                "spi-email-outbox--jpa--transports",
                "smtp,sendgrid",
                // so that the run ends minutes after its last fault
                "spi-email-outbox--jpa--retry-first",
                "2s",
                "spi-email-outbox--jpa--retry-max",
                "15s"));
        options.putAll(database.keycloakOptions(databaseNetwork.port()));
        options.putAll(providers.options());
        LIMITS_OFF.forEach(limit -> options.put("spi-rate-limiter--redis--" + limit, "off"));
        return options;
    }

    private Map<String, String> environment() {
        return Map.of(
                "PORTER_SMTP_HOST",
                Ports.LOOPBACK,
                "PORTER_SMTP_PORT",
                Integer.toString(smtpNetwork.port()),
                "PORTER_REGISTRATION_MIN_SECONDS",
                "0",
                "PORTER_REGISTRATION_ANSWER_MILLISECONDS",
                "0",
                "PORTER_RESEND_COOLDOWN_SECONDS",
                "3",
                "PORTER_VERIFY_LINK_SECONDS",
                Long.toString(LINK_LIFE.toSeconds()),
                "PORTER_RESET_LINK_SECONDS",
                Long.toString(LINK_LIFE.toSeconds()));
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.addFirst(part);
        return part;
    }
}
