package io.github.keycloakporter.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A whole installation: Redis, mail inbox, the app people log in to, and one or more Keycloak nodes with the bundle and the
 * shipped realm. Several stacks run side by side; nothing listens anywhere but on loopback.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.builder().start()) {
 *     stack.baseUrl();                                  // Keycloak
 *     stack.inbox().waitFor("ann@example.org", timeout);
 *     stack.redis().stop();
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {

    /** The realm of the shipped realm file. */
    public static final String REALM = "porter";

    private final StackBuilder plan;
    private final Path dir;
    private final ConcurrentLinkedDeque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final List<KeycloakNode> nodes = new ArrayList<>();
    private volatile boolean closed;
    private RedisServer redis;
    private MailInbox inbox;
    private DatabaseServer database;
    private LoadBalancer balancer;
    private KeycloakDistribution distribution;

    LocalStack(StackBuilder plan, Path dir) {
        this.plan = plan;
        this.dir = dir;
    }

    public static StackBuilder builder() {
        return new StackBuilder();
    }

    /** Starts all parts in order. If one fails, those that already run are stopped and the exception is thrown on. */
    public LocalStack start() {
        try {
            plan.progress.step("Mail inbox", this::startInbox);
            if (plan.redis != null) {
                plan.progress.step("Redis", this::startRedis);
            }
            if (plan.app != null) {
                plan.progress.step("Demo app", () -> add(plan.app.start(this)));
            }
            distribution = plan.distribution();
            if (plan.image == null && !distribution.isPrepared()) {
                plan.progress.step("Building Keycloak " + distribution.version() + " (once)", distribution::prepare);
            }
            if (plan.usesDatabaseServer()) {
                plan.progress.step("Database", this::startDatabase);
            }
            startNodes();
            return this;
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** What browsers and apps call Keycloak; with several nodes, the load balancer. Without a trailing slash. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + plan.ports.keycloak());
    }

    /** The URL of the shipped realm. */
    public URI issuer() {
        return realmUrl(REALM);
    }

    public URI realmUrl(String realm) {
        return baseUrl().resolve("/realms/" + realm);
    }

    /** Where the app listens, if there is one. */
    public URI appUrl() {
        return plan.appUrl();
    }

    public RedisServer redis() {
        return Objects.requireNonNull(redis, "This stack has no Redis, or did not start");
    }

    public MailInbox inbox() {
        return Objects.requireNonNull(inbox, "This stack did not start");
    }

    /** The first node. */
    public KeycloakNode keycloak() {
        return nodes.get(0);
    }

    public List<KeycloakNode> nodes() {
        return List.copyOf(nodes);
    }

    /** What the nodes are copies of. */
    public KeycloakDistribution distribution() {
        return Objects.requireNonNull(distribution, "This stack did not start");
    }

    /** Only where there are several nodes or a database was chosen. */
    public DatabaseServer database() {
        return Objects.requireNonNull(database, "This stack keeps its data in the node");
    }

    /** In front of the nodes; only where there are several. */
    public LoadBalancer balancer() {
        return Objects.requireNonNull(balancer, "A stack of one node has no load balancer");
    }

    /** Logs of all parts; they stay after {@link #close()}. */
    public Path dir() {
        return dir;
    }

    /** Stops all parts, the youngest first, and deletes their data. One that fails does not keep the others from stopping. */
    @Override
    public void close() {
        closed = true;
        StackException failure = null;
        for (AutoCloseable part = parts.pollFirst(); part != null; part = parts.pollFirst()) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new StackException("Not everything stopped: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void startInbox() {
        inbox = add(MailInbox.start(plan.ports.smtp(), plan.ports.inbox()));
    }

    private void startRedis() {
        redis = add(
                plan.redis.port(plan.ports.redis()).dir(dir.resolve("redis")).build());
        redis.restart();
    }

    private void startDatabase() {
        Database kind = plan.database == null ? Database.H2 : plan.database;
        database = add(DatabaseServer.start(kind, dir.resolve("database")));
    }

    private void startNodes() {
        if (plan.nodes == 1) {
            startNode(node("Keycloak", 0).httpPort(plan.ports.keycloak()).managementPort(plan.ports.management()));
            return;
        }
        for (int i = 0; i < plan.nodes; i++) {
            startNode(node("Keycloak " + (i + 1), i));
        }
        List<Integer> ports =
                nodes.stream().map(node -> node.baseUrl().getPort()).toList();
        balancer = add(LoadBalancer.start(plan.ports.keycloak(), ports));
    }

    private void startNode(KeycloakNode.Builder builder) {
        KeycloakNode node = add(builder.build());
        plan.progress.step(node.name(), node::restart);
        nodes.add(node);
    }

    private KeycloakNode.Builder node(String name, int index) {
        KeycloakNode.Builder node = KeycloakNode.builder(distribution)
                .name(name)
                .image(plan.image)
                .jvm(plan.jvm)
                .dir(dir.resolve("keycloak-" + (index + 1)))
                .option("hostname", baseUrl().toString())
                // no TLS on one machine; in production only https links are mailed
                .option("spi-email-template--porter--links", "any");
        if (redis != null) {
            node.option("spi-redis-connection--lettuce--uri", redis.uri().toString());
        }
        plan.env(inbox).forEach(node::env);
        plan.realms().forEach(node::importRealm);
        if (database != null) {
            database.keycloakOptions().forEach(node::option);
        } else if (plan.usesFileDatabase()) {
            // H2 writes half a second after the commit; what a killed node has answered for must be there
            node.option("db-url-properties", ";WRITE_DELAY=0");
        }
        if (plan.nodes > 1) {
            node.clustered();
        }
        if (plan.sourceThemes) {
            SourceThemes.link(StackArtifacts.checkout(), dir.resolve("themes-" + (index + 1)))
                    .forEach(node::option);
        }
        plan.options.forEach(node::option);
        return node;
    }

    /** From here on {@link #close()} stops it; a part that comes too late for that is stopped at once. */
    private <T extends AutoCloseable> T add(T part) {
        parts.addFirst(part);
        if (closed) {
            close();
            throw new StackException("The stack was stopped while it was starting");
        }
        return part;
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (StackException e) {
            failure.addSuppressed(e);
        }
    }
}
