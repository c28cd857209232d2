package io.github.keycloakporter.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in for the authentication device of CIBA: a phone on which somebody approves a login. */
public final class AuthenticationDevice implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final HttpServer server;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    AuthenticationDevice() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("No port for the authentication device", e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/approve");
    }

    /** Waits for the next request and returns the bearer token with which it is approved. */
    public String next() {
        try {
            String token = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (token == null) {
                throw new AssertionError("No request reached the authentication device");
            }
            return token;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a request", e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
            exchange.sendResponseHeaders(201, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
