package io.github.keycloakporter.redis.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.redis.limit.TestLimits;
import io.github.keycloakporter.redis.link.TestLinks;
import io.github.keycloakporter.redis.shipped.ShippedRedis.Server;
import io.github.keycloakporter.redis.token.RedisRevokedTokenProviderFactory;
import io.github.keycloakporter.redis.token.RedisSingleUseObjectProviderFactory;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.link.LinkRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What docs/redis.md says of outages and of memory, measured with the shipped files and real processes. Run by
 * {@code scripts/redis-drill.sh}: it takes some minutes, so its name keeps it out of the default run.
 */
class RedisDrill {

    private static final RealmModel REALM = TestRealm.withId("porter");
    private static final StringBuilder TABLE = new StringBuilder("| what | measured |\n|---|---|\n");
    private static final Path NEWEST =
            EmbeddedRedis.executables().reduce((first, last) -> last).orElseThrow();

    @TempDir
    Path directory;

    private final Random random = new Random(1);

    @AfterAll
    static void print() {
        java.util.logging.Logger.getLogger(RedisDrill.class.getName()).info("\n" + TABLE);
    }

    private static void row(String what, Object figure) {
        TABLE.append("| ").append(what).append(" | ").append(figure).append(" |\n");
    }

    private static void row(String what, Duration outage) {
        row(what, String.format(java.util.Locale.ROOT, "%.1f s", outage.toMillis() / 1000.0));
        assertThat(outage).as(what).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void oneServer() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, NEWEST)) {
            Server server = redis.single();
            server.ask(
                    "EVAL",
                    "local v = string.rep('x', 400) for i = 1, 100000 do redis.call('SET', 'porter:link:{0}' .. i, v, 'PX', 3600000) end",
                    "0");
            try (TestNode node = ShippedRedisTest.node(redis, server);
                    Callers callers = new Callers(node)) {
                row("one server killed and started again, with 100,000 links", callers.outage(() -> {
                    server.kill();
                    server.start();
                }));
                row("one server frozen for 5 s", callers.outage(() -> {
                    server.freeze();
                    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
                    server.thaw();
                }));
                server.ask("CONFIG", "SET", "maxmemory", "1mb");
                await().until(() -> !node.connections().state().up());
                assertThat(node.connections().state().problem().orElse("")).contains("OOM");
                row(
                        "full, from the moment when there is room",
                        callers.outage(() -> server.ask("CONFIG", "SET", "maxmemory", "1gb")));
                redis.newPassword("porter");
                redis.newPassword("admin");
                redis.renewCertificate();
                row(
                        "new passwords and certificate, connections kept",
                        callers.outage(() -> assertThat(server.run("reload")).isEmpty()));
                row(
                        "the same, all connections cut",
                        callers.outage(() -> server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")));
            }
        }
    }

    @Test
    void primaryKilled() throws Exception {
        failover("primary killed", (redis, servers) -> servers.get(0).kill());
    }

    @Test
    void primaryFrozen() throws Exception {
        failover("primary frozen", (redis, servers) -> servers.get(0).freeze());
    }

    @Test
    void failoverByAnOperator() throws Exception {
        failover("failover by an operator", (redis, servers) -> assertThat(
                        redis.sentinels().get(0).ask("SENTINEL", "FAILOVER", "main"))
                .isEqualTo("OK"));
    }

    private interface Fault {
        void on(ShippedRedis redis, List<Server> servers);
    }

    private void failover(String what, Fault fault) throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, NEWEST)) {
            List<Server> servers = redis.replicated();
            try (TestNode node = redis.sentinelNode();
                    Callers callers = new Callers(node)) {
                String link = TestLinks.on(node.redis())
                        .issue(REALM, TestLinks.request(random, Duration.ofHours(1)))
                        .orElseThrow()
                        .token();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                row("Sentinel: " + what, callers.outage(() -> fault.on(redis, servers)));
                assertThat(TestLinks.on(node.redis()).claim(REALM, link).link()).isPresent();
                Server old = servers.get(0);
                if (what.endsWith("killed")) {
                    // the Sentinels tell a server that comes back whom to follow, before it takes a write
                    row("Sentinel: the old primary comes back", callers.outage(old::start));
                } else {
                    row("Sentinel: the old primary goes on (" + what + ")", callers.outage(old::thaw));
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> old.ask("INFO", "replication")
                        .matches("(?s).*role:slave.*master_link_status:up.*"));
            }
        }
    }

    @Test
    void clusterLosesAMaster() throws Exception {
        for (boolean frozen : new boolean[] {false, true}) {
            try (ShippedRedis redis = new ShippedRedis(directory.resolve("cluster-" + frozen), NEWEST)) {
                List<Server> servers = redis.cluster();
                try (TestNode node = redis.clusterNode();
                        Callers callers = new Callers(node)) {
                    Server master = servers.stream()
                            .filter(server -> server.ask("INFO", "replication").contains("role:master"))
                            .findFirst()
                            .orElseThrow();
                    row(
                            "Cluster: a master " + (frozen ? "frozen" : "killed"),
                            callers.outage(frozen ? master::freeze : master::kill));
                    row(
                            "Cluster: it comes back (" + (frozen ? "frozen" : "killed") + ")",
                            callers.outage(frozen ? master::thaw : master::start));
                }
            }
        }
    }

    @Test
    void memory() throws Exception {
        try (ShippedRedis redis = new ShippedRedis(directory, NEWEST)) {
            Server server = redis.single("--maxmemory", "1gb");
            try (TestNode node = ShippedRedisTest.node(redis, server)) {
                await().until(() -> node.connections().state().up());
                var links = TestLinks.on(node.redis());
                size(
                        server,
                        "a link with its code, its fate and its record",
                        i -> links.issue(REALM, TestLinks.request(random, Duration.ofHours(24))));
                size(server, "a used link, until its fate is forgotten after a week", i -> {
                    LinkRequest request = TestLinks.request(random, Duration.ofHours(24));
                    links.claim(REALM, links.issue(REALM, request).orElseThrow().token());
                    links.revokeAll(REALM, request.userId());
                });
                var limits = TestLimits.on(node.redis());
                size(
                        server,
                        "a limit",
                        i -> limits.acquire(
                                REALM, List.of(new Limit("verify-email.user", "user " + i, 5, Duration.ofHours(1)))));
                var revoked = node.started(new RedisRevokedTokenProviderFactory());
                size(server, "a revoked token", i -> revoked.create(node.session())
                        .put("token " + i, 3600));
                var objects = node.started(new RedisSingleUseObjectProviderFactory());
                size(server, "an authorization code", i -> {
                    KeycloakSession session = node.session();
                    objects.create(session)
                            .put(
                                    "code " + i,
                                    3600,
                                    Map.of(
                                            "id", "6f6f0f6e-9a53-4b0e-8b62-6a3a9cbb0a3c",
                                            "exp", "1795219260",
                                            "nonce", "b3c3f7d2-43a1-4a2e-9d5a-1e7f3f3b6a51",
                                            "scope", "openid profile email",
                                            "redirect_uri_param", "https://shop.northwind.example.com/login/callback",
                                            "user_session_id", "a7d1c1f0-6c1f-44a4-a5d0-1d7b6e3fb0a1"));
                    session.getTransactionManager().commit();
                });
            }
        }
    }

    private static void size(Server server, String what, IntConsumer one) {
        int many = 10_000;
        long before = used(server);
        for (int i = 0; i < many; i++) {
            one.accept(i);
        }
        row(what, (used(server) - before) / many + " bytes");
    }

    private static long used(Server server) {
        return server.ask("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .sum();
    }
}
