package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.localstack.Database;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.LocalStack;
import io.github.keycloakporter.localstack.Progress;
import io.github.keycloakporter.localstack.StackArtifacts;
import io.github.keycloakporter.localstack.StackBuilder;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.LimitedAction;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Keycloak node under measurement, with Porter or without. Both have the JVM flags of kc.sh, as in production, a
 * PostgreSQL of their own, and a realm of the same name and policies whose mails go to the sink.
 */
final class Server implements AutoCloseable {

    /** Nobody listens there; people under measurement do not get that far. */
    static final String APP = "http://app.example.test/";

    static final String CLIENT = "bench-app";

    private static final Set<LimitedAction> LIMITED = Set.of(LimitedAction.RESET_PASSWORD, LimitedAction.VERIFY_EMAIL);

    private final String name;
    private final LocalStack stack;
    private final Admin admin;
    private final AtomicInteger calls = new AtomicInteger();

    private Server(String name, LocalStack stack) {
        this.name = name;
        this.stack = stack;
        this.admin = new Admin(stack.baseUrl());
    }

    /**
     * @param parallelism how many mails are under way at once
     * @param answerMillis least time of the answers to a sign-up
     */
    static Server porter(
            SmtpSink smtp, SendGridSink sendGrid, Path filler, int parallelism, int answerMillis, Progress progress) {
        String outbox = "spi-email-outbox--jpa--";
        String bulk = "spi-email-transport--sendgrid--";
        StackBuilder plan = plan(1, progress)
                .provider(filler)
                .option(outbox + "parallelism", Integer.toString(parallelism))
                .option(outbox + "realm-parallelism", Integer.toString(parallelism))
                // a realm's own attribute says otherwise where bulk is measured
                .option(outbox + "transports", "smtp")
                .option(bulk + "api-key", "SG.bench")
                .option(bulk + "url", sendGrid.url());
        // one visitor on one machine does here in a minute what limits allow in days; those of an address are
        // themselves
        // measured
        for (LimitedAction action : LimitedAction.values()) {
            action.defaults().keySet().stream()
                    .filter(dimension -> !LIMITED.contains(action) || dimension != Dimension.ADDRESS)
                    .forEach(dimension ->
                            plan.option("spi-rate-limiter--redis--" + action.tag() + "-" + dimension.tag(), "off"));
        }
        environment(smtp).forEach(plan::env);
        plan.env("PORTER_REGISTRATION_ANSWER_MILLISECONDS", Integer.toString(answerMillis));
        return ready(new Server("Porter", started(plan)));
    }

    /** As the jar and the shipped realm set it up, with one node or several. */
    static Server porter(SmtpSink smtp, int nodes, Progress progress) {
        StackBuilder plan = plan(nodes, progress);
        environment(smtp).forEach(plan::env);
        return ready(new Server("Porter", started(plan)));
    }

    static Server stock(SmtpSink smtp, Progress progress) {
        return stock(smtp, 1, progress);
    }

    /** Keycloak without Porter, with one node or several. */
    static Server stock(SmtpSink smtp, int nodes, Progress progress) {
        Server server = new Server("stock", started(plan(nodes, progress).stock()));
        try {
            server.admin.post("", StockRealm.of(StackArtifacts.load().requireRealmFile(), environment(smtp)));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return ready(server);
    }

    private static StackBuilder plan(int nodes, Progress progress) {
        return LocalStack.builder()
                .nodes(nodes)
                .database(Database.POSTGRES)
                .jvm("")
                .progress(progress);
    }

    /** It does not outlive this JVM, however that ends. */
    private static LocalStack started(StackBuilder plan) {
        LocalStack stack = plan.build();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-stop"));
        return stack.start();
    }

    private static Server ready(Server server) {
        try {
            server.admin.post(
                    server.path("/clients"),
                    Map.of("clientId", CLIENT, "publicClient", true, "redirectUris", List.of(APP + "*")));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Map<String, String> environment(SmtpSink smtp) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORTER_SMTP_HOST", "127.0.0.1");
        environment.put("PORTER_SMTP_PORT", Integer.toString(smtp.port()));
        environment.put("PORTER_RESEND_COOLDOWN_SECONDS", "1");
        environment.put("PORTER_REGISTRATION_MIN_SECONDS", "0");
        return environment;
    }

    String name() {
        return name;
    }

    Admin admin() {
        return admin;
    }

    URI realmUrl() {
        return stack.issuer();
    }

    /** The next node in turn, for a call that the load balancer would spread. */
    URI route(URI url) {
        List<KeycloakNode> nodes = stack.nodes();
        URI node =
                nodes.get(Math.floorMod(calls.getAndIncrement(), nodes.size())).baseUrl();
        return URI.create(
                node + url.toString().substring(stack.baseUrl().toString().length()));
    }

    /** The processor time that all nodes have used, in nanoseconds; the system counts in steps of 10 ms. */
    long processorNanos() {
        return stack.nodes().stream()
                .mapToLong(node -> ProcessHandle.of(node.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow()
                        .toNanos())
                .sum();
    }

    /** Below {@code /admin/realms}. */
    String path(String below) {
        return "/" + LocalStack.REALM + below;
    }

    /** Makes an account with a proven address. */
    void account(String address, boolean enabled) {
        admin.post(
                path("/users"),
                Map.of("username", address, "email", address, "enabled", enabled, "emailVerified", true));
    }

    /** Makes an account with a proven address. @return its id */
    String account(String address) {
        account(address, true);
        return admin.get(path("/users?exact=true&username=" + address))
                .get(0)
                .get("id")
                .asText();
    }

    @Override
    public void close() {
        stack.close();
    }
}
