package io.github.keycloakporter.email.transport.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers POST /v3/mail/send over real HTTP and keeps what it was sent. Takes everything unless told otherwise. */
public final class SendGridStandIn implements AutoCloseable {

    public record Answer(int status, Map<String, String> headers, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Answer TAKEN = new Answer(202, Map.of("X-Message-Id", "sg-1"), "");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<InetSocketAddress> clients = new CopyOnWriteArrayList<>();
    private final Queue<Function<JsonNode, Answer>> planned = new ConcurrentLinkedQueue<>();
    private volatile Function<JsonNode, Answer> standard = request -> TAKEN;

    public SendGridStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/mail/send", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public static Answer answer(int status, String body, String... headers) {
        return new Answer(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), body);
    }

    public SendGridStandIn next(Answer answer) {
        planned.add(request -> answer);
        return this;
    }

    public SendGridStandIn always(Function<JsonNode, Answer> behaviour) {
        standard = behaviour;
        return this;
    }

    /** What it was sent, in the order of arrival. */
    public List<JsonNode> requests() {
        return requests;
    }

    public List<String> keys() {
        return keys;
    }

    long connections() {
        return clients.stream().distinct().count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            clients.add(exchange.getRemoteAddress());
            Function<JsonNode, Answer> plan = planned.poll();
            Answer answer = (plan == null ? standard : plan).apply(request);
            if (answer == null) {
                // hangs up without an answer
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
