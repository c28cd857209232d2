package io.github.keycloakporter.benchmarks.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for POST /v3/mail/send: takes everything, counts calls and mails, keeps nothing. */
final class SendGridSink implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCEPTED = 202;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger calls = new AtomicInteger();
    private final Arrivals arrivals = new Arrivals();

    SendGridSink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/mail/send", this::take);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    int calls() {
        return calls.get();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    void clear() {
        calls.set(0);
        arrivals.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            int mails = JSON.readTree(exchange.getRequestBody())
                    .path("personalizations")
                    .size();
            exchange.getResponseHeaders().add("X-Message-Id", "sink-" + calls.incrementAndGet());
            exchange.sendResponseHeaders(ACCEPTED, -1);
            arrivals.add(mails);
        }
    }
}
