package io.github.keycloakporter.it.chaos.fault;

import io.github.keycloakporter.it.chaos.fault.Fault.Part;
import io.github.keycloakporter.it.chaos.stack.Installation;
import io.github.keycloakporter.localstack.DatabaseServer;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.RedisReplication;
import io.github.keycloakporter.localstack.RedisServer;
import io.github.keycloakporter.localstack.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What goes wrong with nodes, Redis and database. */
public final class PartFaults {

    static final String FAIL_OVER = "failed over by an operator";

    /** How long a node takes to start beside a crowd; long enough to see its mails taken over before something else fails. */
    private static final int NODE_START_SECONDS = 32;

    private static final Duration SLOW_MAIL = Duration.ofMillis(400);
    private static final long BUILD_UP_MILLIS = 1_500;

    private final Installation parts;
    private final BooleanSupplier secondHalf;
    private final Consumer<KeycloakNode> lastWords;

    /**
     * @param secondHalf whether half of the run is over. Until then the first node is the one that is killed, then the other: so
     *     each JVM lives for half of the run, and its heap can be compared
     * @param lastWords what people do at a node right before it is killed
     */
    public PartFaults(Installation parts, BooleanSupplier secondHalf, Consumer<KeycloakNode> lastWords) {
        this.parts = parts;
        this.secondHalf = secondHalf;
        this.lastWords = lastWords;
    }

    public List<Fault> all() {
        return List.of(
                on(Part.NODE, "killed", 3, 8, this::victim, this::killBusy, KeycloakNode::restart)
                        .recoveringFor(NODE_START_SECONDS),
                on(Part.NODE, "frozen", 6, 20, this::victim, KeycloakNode::freeze, KeycloakNode::thaw),
                on(Part.REDIS, "primary killed", 6, 12, this::primary, RedisServer::kill, RedisServer::restart)
                        .recoveringFor(3),
                on(Part.REDIS, "primary frozen", 5, 12, this::primary, RedisServer::freeze, RedisServer::thaw),
                Fault.of(Part.REDIS, FAIL_OVER, 5, 8, this::failOver, () -> {}),
                on(Part.REDIS, "primary full", 3, 10, this::primary, this::fill, this::empty),
                on(
                        Part.REDIS,
                        "network broken",
                        1,
                        3,
                        this::redisNetwork,
                        on -> on.refuse(true),
                        on -> on.refuse(false)),
                on(
                        Part.REDIS,
                        "network silent",
                        3,
                        8,
                        this::redisNetwork,
                        on -> on.silence(true),
                        on -> on.silence(false)),
                on(Part.REDIS, "replica killed", 3, 8, this::replica, RedisServer::kill, RedisServer::restart),
                on(Part.SENTINEL, "one killed", 4, 8, this::sentinel, RedisServer::kill, RedisServer::restart),
                on(Part.SENTINEL, "one frozen", 4, 8, this::sentinel, RedisServer::freeze, RedisServer::thaw),
                on(Part.DATABASE, "killed", 1, 4, () -> parts.database(), this::killBusy, DatabaseServer::restart)
                        .recoveringFor(2),
                on(Part.DATABASE, "restarted", 1, 2, () -> parts.database(), this::stopBusy, DatabaseServer::restart)
                        .recoveringFor(2),
                on(Part.DATABASE, "frozen", 3, 8, () -> parts.database(), DatabaseServer::freeze, DatabaseServer::thaw),
                on(Part.DATABASE, "network broken", 1, 2, () -> parts.databaseNetwork(), this::cutBusy, TcpProxy::cut),
                on(
                        Part.DATABASE,
                        "network silent",
                        3,
                        8,
                        () -> parts.databaseNetwork(),
                        on -> on.silence(true),
                        on -> on.silence(false)));
    }

    private KeycloakNode victim() {
        return parts.nodes().get(secondHalf.getAsBoolean() ? 1 : 0);
    }

    private RedisServer primary() {
        return parts.redis().primary();
    }

    private RedisServer replica() {
        return parts.redis().replica();
    }

    private RedisServer sentinel() {
        return parts.redis().sentinels().get(secondHalf.getAsBoolean() ? 2 : 0);
    }

    private TcpProxy redisNetwork() {
        return parts.redis().proxy(primary());
    }

    private void killBusy(KeycloakNode node) throws InterruptedException {
        busy(() -> {
            lastWords.accept(node);
            node.kill();
        });
    }

    private void killBusy(DatabaseServer database) throws InterruptedException {
        busy(database::kill);
    }

    private void stopBusy(DatabaseServer database) throws InterruptedException {
        busy(database::stop);
    }

    private void cutBusy(TcpProxy network) throws InterruptedException {
        busy(network::cut);
    }

    /** While mails are under way: the mail server takes its time until it has happened. */
    private void busy(Runnable action) throws InterruptedException {
        parts.mail().smtpDelay(SLOW_MAIL);
        try {
            TimeUnit.MILLISECONDS.sleep(BUILD_UP_MILLIS);
            action.run();
        } finally {
            parts.mail().smtpDelay(Duration.ZERO);
        }
    }

    /** The primary becomes the replica while it runs; Sentinel breaks its connections. */
    private void failOver() throws IOException {
        parts.redis().sentinels().get(1).ask("SENTINEL failover " + RedisReplication.NAME);
    }

    private void fill(RedisServer primary) throws IOException {
        primary.ask("CONFIG SET maxmemory 1");
    }

    private void empty(RedisServer primary) throws IOException {
        primary.ask("CONFIG SET maxmemory 0");
    }

    /** Does something to a part. */
    @FunctionalInterface
    private interface On<T> {
        void run(T target) throws Exception;
    }

    /** A fault of a part that is chosen when it begins, and is the same when it ends. */
    private static <T> Fault on(
            Part part, String name, int least, int most, Supplier<T> choice, On<T> begin, On<T> end) {
        AtomicReference<T> chosen = new AtomicReference<>();
        return Fault.of(
                part,
                name,
                least,
                most,
                () -> {
                    chosen.set(choice.get());
                    begin.run(chosen.get());
                },
                () -> {
                    if (chosen.get() != null) {
                        end.run(chosen.get());
                    }
                });
    }
}
