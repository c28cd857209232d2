package io.github.keycloakporter.it.alerts;

import static io.github.keycloakporter.it.alerts.Breakage.NOTHING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.it.alerts.Breakage.Step;
import io.github.keycloakporter.it.chaos.mail.Arrival;
import io.github.keycloakporter.it.chaos.mail.SmtpFault;
import io.github.keycloakporter.it.chaos.mail.SmtpStandIn.Stage;
import io.github.keycloakporter.it.chaos.stack.Installation;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.Ports;
import io.github.keycloakporter.localstack.RedisServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What goes wrong, one after the other. */
final class Breakages {

    private static final int CROWD = 30;
    private static final int AT_ONCE = 6;
    private static final String BOUNCE =
            ",\"type\":\"bounce\",\"status\":\"5.1.1\",\"reason\":\"550 5.1.1 No such user\","
                    + "\"bounce_classification\":\"Invalid Address\"";

    private final Installation parts;
    private final MonitoringServers monitoring;
    private final TlsSite site;
    private final Realm realm;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<String> crowd = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    Breakages(Installation parts, MonitoringServers monitoring, TlsSite site) {
        this.parts = parts;
        this.monitoring = monitoring;
        this.site = site;
        this.realm = parts.realm();
    }

    List<Breakage> all() {
        return List.of(
                new Breakage("nothing", List.of("Watchdog"), NOTHING, NOTHING, NOTHING),
                new Breakage(
                        "the database is killed",
                        List.of("PostgresDown", "PorterRequestBudgetBurnsFast", "PorterRequestBudgetBurnsSlow"),
                        () -> parts.database().kill(),
                        () -> realm.newcomer("late").forget(),
                        () -> parts.database().restart()),
                new Breakage(
                        "both mail providers are down",
                        List.of(
                                "PorterMailCircuitOpen",
                                "PorterMailQueueOld",
                                "PorterMailStopped",
                                "PorterEmailBudgetBurnsFast",
                                "PorterEmailBudgetBurnsSlow"),
                        () -> providers(SmtpFault.at(Stage.GREETING, "421 4.3.2 Service not available"), 503, ""),
                        this::mailSomebody,
                        this::providersWork,
                        this::mailSomebody),
                new Breakage(
                        "both mail providers refuse the content",
                        List.of("PorterMailFailed", "PorterMailDeliveryLow"),
                        () -> providers(
                                SmtpFault.at(Stage.END, "554 5.6.0 no"),
                                400,
                                "{\"errors\":[{\"message\":\"m\",\"field\":\"content.0.value\"}]}"),
                        this::mailSomebody,
                        this::providersWork,
                        this::mailSomebody),
                new Breakage(
                        "SendGrid reports bounces",
                        List.of("PorterMailBounces", "PorterMailBouncesHigh"),
                        NOTHING,
                        () -> mailAndReport("bounce", BOUNCE),
                        NOTHING),
                new Breakage(
                        "SendGrid reports spam complaints",
                        List.of("PorterMailComplaints"),
                        NOTHING,
                        () -> mailAndReport("spamreport", ""),
                        NOTHING),
                new Breakage(
                        "SendGrid reports nothing any more",
                        List.of("PorterMailWebhookSilent"),
                        NOTHING,
                        this::mailSomebody,
                        NOTHING),
                new Breakage(
                        "forged reports",
                        List.of("PorterMailWebhookRejected"),
                        NOTHING,
                        () -> parts.providers()
                                .sendGridPosts(
                                        realm, String.valueOf(Instant.now().getEpochSecond()), "MEUCIQDu", "[]"),
                        NOTHING),
                new Breakage(
                        "the template of notices fails",
                        List.of("PorterNoticesFailed"),
                        this::breakNotices,
                        () -> realm.setPassword(somebodyVerified(), Realm.PASSWORD + turn.incrementAndGet()),
                        () -> change(representation -> representation.put("emailTheme", "porter"))),
                new Breakage(
                        "a request for a new password was tried too often",
                        List.of("PorterResetsLost"),
                        NOTHING,
                        this::exhaustedReset,
                        NOTHING),
                new Breakage(
                        "links are guessed",
                        List.of("PorterTokensRefused"),
                        NOTHING,
                        together(() -> realm.newcomer("guest").browser().open(realm.url() + "/go/" + guessedToken())),
                        NOTHING),
                new Breakage(
                        "somebody asks for new passwords without end",
                        List.of("PorterLimitsDenyMany"),
                        () -> attribute("porter.limit.reset-password.ip", "1/1h"),
                        together(() -> realm.newcomer("late").forget()),
                        () -> attribute("porter.limit.reset-password.ip", "off")),
                new Breakage(
                        "robots sign up and prove nothing",
                        List.of("PorterVerificationsStalled", "PorterMailBudgetAlmostUsed"),
                        () -> attribute("porter.limit.user-mail.realm", "20/1m"),
                        together(() -> realm.newcomer("robot").register()),
                        () -> attribute("porter.limit.user-mail.realm", "off")),
                new Breakage(
                        "Redis: nearly full",
                        List.of("RedisMemoryHigh"),
                        () -> {
                            for (RedisServer server : parts.redis().servers()) {
                                server.ask("CONFIG SET maxmemory " + used(server) * 100 / 90);
                            }
                        },
                        NOTHING,
                        () -> onAllRedis("CONFIG SET maxmemory 0")),
                new Breakage(
                        "Redis: an eviction policy is set",
                        List.of("RedisEvictsKeys"),
                        () -> {
                            parts.redis().primary().ask("CONFIG SET maxmemory-policy allkeys-lru");
                            parts.redis()
                                    .primary()
                                    .ask("CONFIG SET maxmemory "
                                            + used(parts.redis().primary()));
                        },
                        this::mailSomebody,
                        () -> {
                            onAllRedis("CONFIG SET maxmemory 0");
                            onAllRedis("CONFIG SET maxmemory-policy noeviction");
                        }),
                new Breakage(
                        "Redis: too many clients",
                        List.of("RedisRejectsConnections"),
                        NOTHING,
                        this::crowdRedis,
                        NOTHING),
                new Breakage(
                        "Redis: a key has no lifespan",
                        List.of("PorterRedisKeysWithoutExpiry"),
                        () -> parts.redis().primary().ask("SET porter:by-hand 1"),
                        NOTHING,
                        () -> parts.redis().primary().ask("DEL porter:by-hand")),
                new Breakage(
                        "Redis: no node has its turn to count the keys",
                        List.of("PorterRedisKeysNotCounted"),
                        () -> parts.redis().primary().ask("SET porter:count:turn 1 EX 3600"),
                        NOTHING,
                        () -> parts.redis().primary().ask("DEL porter:count:turn")),
                new Breakage(
                        "Redis: the folder of its files is gone",
                        List.of("RedisPersistenceFailing"),
                        this::removeFolder,
                        () -> replica.ask("BGSAVE"),
                        this::restoreFolder),
                new Breakage(
                        "Redis: all servers are killed",
                        List.of("RedisDown", "PorterRedisUnusable", "PorterLimitsInProcess"),
                        () -> {
                            attribute("porter.limit.reset-password.ip", "1000/1h");
                            parts.redis().servers().forEach(RedisServer::kill);
                        },
                        () -> realm.newcomer("late").forget(),
                        () -> parts.redis().servers().forEach(RedisServer::restart),
                        () -> realm.newcomer("late").forget()),
                new Breakage(
                        "Redis: a replica is killed",
                        List.of("RedisReplicationBroken"),
                        () -> replica = stopped(parts.redis().replica()),
                        NOTHING,
                        () -> replica.restart()),
                new Breakage(
                        "the certificate ends in ten days",
                        List.of("CertificateExpiresSoon"),
                        () -> site.start(10),
                        NOTHING,
                        () -> site.start(90)),
                new Breakage(
                        "the certificate ends tomorrow",
                        List.of("CertificateExpired"),
                        () -> site.start(1),
                        NOTHING,
                        () -> site.start(90)),
                new Breakage("the proxy is down", List.of("SiteDown"), site::close, NOTHING, () -> site.start(90)),
                new Breakage(
                        "an exporter is down",
                        List.of("ExporterDown"),
                        () -> monitoring.stop("blackbox-exporter"),
                        NOTHING,
                        () -> monitoring.restart("blackbox-exporter")),
                new Breakage(
                        "the database has too few connections",
                        List.of("PostgresConnectionsHigh"),
                        this::crowdDatabase,
                        NOTHING,
                        this::leave),
                new Breakage(
                        "a node is killed",
                        List.of("KeycloakNodeDown"),
                        () -> parts.nodes().get(1).kill(),
                        NOTHING,
                        () -> parts.nodes().get(1).restart()));
    }

    private RedisServer replica;
    private Path folder;

    /** People with accounts, who get emails in turn: so many that a newer email does not replace one that waits at once. */
    void gather() {
        // its reports are those that this run can make
        attribute("porter.mail.transports", "sendgrid,smtp");
        // the crowd is small, and asks often
        attribute("porter.limit.reminder.user", "off");
        for (int i = 0; i < CROWD; i++) {
            String address = realm.freshAddress("member");
            realm.createUser(address, false);
            crowd.add(address);
        }
    }

    private void mailSomebody() {
        realm.put(crowd.get(turn.incrementAndGet() % CROWD), "/send-verify-email", null);
    }

    /** Several people at the same time: on a busy machine one after the other are too few for a rate. */
    private static Step together(Step one) {
        return () -> {
            List<CompletableFuture<Void>> people = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                people.add(CompletableFuture.runAsync(() -> {
                    try {
                        one.run();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                }));
            }
            people.forEach(CompletableFuture::join);
        };
    }

    /** Every email that arrived lately is reported so. */
    private void mailAndReport(String event, String more) throws GeneralSecurityException, InterruptedException {
        Instant since = Instant.now();
        String address = realm.freshAddress("reported");
        realm.createUser(address, false);
        realm.put(address, "/send-verify-email", null);
        for (int i = 0; i < 20; i++) {
            Optional<Arrival> arrival = parts.mail().newest(address, "verify-email", since);
            if (arrival.isPresent()) {
                Admin.require(
                        parts.providers().sendGridReports(realm, arrival.get().mailId(), event, Instant.now(), more),
                        "a report");
                return;
            }
            Thread.sleep(100);
        }
    }

    private void providers(SmtpFault fault, int status, String body) {
        parts.mail().smtp(fault);
        parts.mail().sendGrid(request -> Optional.of(SendGridStandIn.answer(status, body)));
    }

    private void providersWork() {
        parts.mail().smtp(SmtpFault.NONE);
        parts.mail().sendGrid(request -> Optional.empty());
    }

    private void breakNotices() throws IOException {
        for (KeycloakNode node : parts.nodes()) {
            Path theme = node.home().resolve("themes/broken/email");
            for (String kind : List.of("html", "text")) {
                Files.createDirectories(theme.resolve(kind));
                Files.writeString(theme.resolve(kind).resolve("porter-notice.ftl"), "${there.is.nothing}");
            }
            Files.writeString(theme.resolve("theme.properties"), "parent=porter\n");
        }
        change(representation -> representation.put("emailTheme", "broken"));
    }

    private String somebodyVerified() {
        return realm.member("owner", true).address();
    }

    private void exhaustedReset() throws SQLException {
        String realmId = realm.admin().read("/" + realm.name()).get("id").asText();
        try (Connection database = connect();
                PreparedStatement row = database.prepareStatement(
                        "insert into PORTER_RESET_REQUEST (ID, REALM_ID, DUE_AT, TRIES, CONTENT) values (?, ?, 0, 99, ?)")) {
            row.setString(1, "tried-" + turn.incrementAndGet());
            row.setString(2, realmId);
            row.setBytes(3, new byte[] {0});
            row.executeUpdate();
        }
    }

    private String guessedToken() {
        return ("guess" + turn.incrementAndGet() + "A".repeat(43)).substring(0, 43);
    }

    private long used(RedisServer server) throws IOException {
        return server.ask("INFO memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(12).trim()))
                .findFirst()
                .orElseThrow();
    }

    private void onAllRedis(String command) throws IOException {
        for (RedisServer server : parts.redis().servers()) {
            server.ask(command);
        }
    }

    private static RedisServer stopped(RedisServer server) {
        server.kill();
        return server;
    }

    /** More clients than there may be, for a moment. */
    private void crowdRedis() throws IOException {
        RedisServer server = parts.redis().primary();
        try (Socket held = new Socket(Ports.LOOPBACK, server.port())) {
            held.getOutputStream().write("CONFIG SET maxclients 1\r\n".getBytes(StandardCharsets.US_ASCII));
            held.getInputStream().readNBytes(5);
            for (int i = 0; i < 5; i++) {
                new Socket(Ports.LOOPBACK, server.port()).close();
            }
            held.getOutputStream().write("CONFIG SET maxclients 10000\r\n".getBytes(StandardCharsets.US_ASCII));
            held.getInputStream().readNBytes(5);
        }
    }

    /** Removed under a running server: it can create no file there any more. */
    private void removeFolder() throws IOException {
        replica = parts.redis().replica();
        folder = Path.of(replica.ask("INFO server")
                        .split("config_file:")[1]
                        .split("\\R")[0]
                        .trim())
                .getParent();
        Path kept = Files.createDirectories(Path.of(folder + ".kept"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.move(file, kept.resolve(file.getFileName()));
            }
        }
        Files.delete(folder);
    }

    private void restoreFolder() throws IOException {
        replica.kill();
        Files.move(Path.of(folder + ".kept"), folder);
        replica.restart();
    }

    private void crowdDatabase() throws SQLException {
        try (Connection asking = connect();
                PreparedStatement count =
                        asking.prepareStatement("select count(*) > 0.9 * current_setting('max_connections')::int"
                                + " from pg_stat_activity where datname is not null")) {
            while (true) {
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                open.add(connect());
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                parts.database().jdbcUrl(),
                parts.database().user(),
                parts.database().password());
    }

    private void leave() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
    }

    private void attribute(String name, String value) {
        change(representation -> representation.withObject("/attributes").put(name, value));
    }

    private void change(Consumer<ObjectNode> change) {
        ObjectNode representation = (ObjectNode) realm.admin().read("/" + realm.name());
        change.accept(representation);
        Admin.require(realm.admin().put("/" + realm.name(), representation), "changing the realm");
    }

    static final Duration TRAFFIC_EVERY = Duration.ofMillis(250);
}
