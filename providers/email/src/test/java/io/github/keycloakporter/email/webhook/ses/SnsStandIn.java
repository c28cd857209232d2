package io.github.keycloakporter.email.webhook.ses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What stands in for SNS: a real HTTP server that hands out certificates and takes confirmations. */
public final class SnsStandIn implements AutoCloseable {

    private record Page(int status, String body, boolean stalls) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public SnsStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void serve(String path, int status, byte[] body) {
        pages.put(path, new Page(status, new String(body, ISO_8859_1), false));
    }

    /** Sends the headers and one byte, and then no more. */
    void stall(String path) {
        pages.put(path, new Page(200, "-", true));
    }

    /** Every path and query asked for, in order. */
    public List<String> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestURI().toString());
        Page page = pages.getOrDefault(exchange.getRequestURI().getPath(), new Page(404, "", false));
        if (page.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", uri() + "/elsewhere.pem");
        }
        if (page.stalls()) {
            exchange.sendResponseHeaders(page.status(), 2);
            exchange.getResponseBody().write(page.body().getBytes(ISO_8859_1));
            exchange.getResponseBody().flush();
        } else {
            exchange.sendResponseHeaders(
                    page.status(), page.body().isEmpty() ? -1 : page.body().length());
            exchange.getResponseBody().write(page.body().getBytes(ISO_8859_1));
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
