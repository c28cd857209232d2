package io.github.keycloakporter.localstack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inbox in the browser. {@code GET /} is the page, {@code GET /api/messages[?to=address]} and {@code DELETE /api/messages}
 * are for programs, {@code GET /api/messages/{id}[/html|/text|/raw]} is one mail.
 */
final class InboxPage implements AutoCloseable {

    private static final Pattern ONE_MAIL = Pattern.compile("/api/messages/(\\d{1,18})(/html|/text|/raw)?");

    /**
     * The mail's HTML is a stranger's: no scripts, no forms, no pictures from the outside. Links open a tab of their
     * own, outside the sandbox, as they do in a mail program.
     */
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
                    + "style-src 'unsafe-inline'; img-src data: http://localhost:*; frame-ancestors 'self'";

    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'";

    private static final Map<String, String> FILES = Map.of(
            "/", "text/html; charset=utf-8",
            "/inbox.js", "text/javascript; charset=utf-8",
            "/inbox.css", "text/css; charset=utf-8");

    private final MailInbox inbox;
    private final HttpServer server;
    private final ExecutorService threads;
    private final ObjectMapper json = new ObjectMapper();

    private InboxPage(MailInbox inbox, HttpServer server, ExecutorService threads) {
        this.inbox = inbox;
        this.server = server;
        this.threads = threads;
    }

    static InboxPage start(MailInbox inbox, InetSocketAddress address) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newFixedThreadPool(4, InboxPage::thread);
            InboxPage page = new InboxPage(inbox, server, threads);
            server.createContext("/", page::handle);
            server.setExecutor(threads);
            server.start();
            return page;
        } catch (IOException e) {
            throw new StackException("The inbox page cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher oneMail = ONE_MAIL.matcher(path);
            if (!isLocal(exchange)) {
                send(exchange, 403, "text/plain; charset=utf-8", "Ask for localhost");
            } else if (path.equals("/api/messages")) {
                messages(exchange);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain; charset=utf-8", "GET only");
            } else if (oneMail.matches()) {
                mail(exchange, Long.parseLong(oneMail.group(1)), oneMail.group(2));
            } else if (FILES.containsKey(path)) {
                exchange.getResponseHeaders().set("Content-Security-Policy", PAGE_POLICY);
                send(exchange, 200, FILES.get(path), file(path));
            } else {
                send(exchange, 404, "text/plain; charset=utf-8", "No such page");
            }
        }
    }

    private void messages(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> send(exchange, 200, "application/json", json.writeValueAsBytes(view(chosen(exchange))));
            case "DELETE" -> {
                inbox.clear();
                exchange.sendResponseHeaders(204, -1);
            }
            default -> send(exchange, 405, "text/plain; charset=utf-8", "GET or DELETE");
        }
    }

    private List<Mail> chosen(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query != null && query.startsWith("to=") ? inbox.messages(query.substring(3)) : inbox.messages();
    }

    private void mail(HttpExchange exchange, long id, String form) throws IOException {
        Optional<Mail> found = inbox.message(id);
        if (found.isEmpty()) {
            send(exchange, 404, "text/plain; charset=utf-8", "This mail was cleared away");
            return;
        }
        Mail mail = found.get();
        if (form == null) {
            send(exchange, 200, "application/json", json.writeValueAsBytes(view(mail)));
        } else if (form.equals("/html")) {
            exchange.getResponseHeaders().set("Content-Security-Policy", MAIL_POLICY);
            send(exchange, 200, "text/html; charset=utf-8", "<base target=\"_blank\">" + mail.html());
        } else {
            send(exchange, 200, "text/plain; charset=utf-8", form.equals("/text") ? mail.text() : mail.raw());
        }
    }

    /** What programs see; the raw message has its own address. */
    private static List<Map<String, Object>> view(List<Mail> mails) {
        return mails.stream().map(InboxPage::view).toList();
    }

    private static Map<String, Object> view(Mail mail) {
        return Map.of(
                "id", mail.id(),
                "received", mail.received().toString(),
                "from", mail.from(),
                "to", mail.to(),
                "subject", mail.subject(),
                "text", mail.text(),
                "html", mail.html(),
                "headers", mail.headers());
    }

    /** A foreign page whose name was re-bound to 127.0.0.1 must not read the mails. */
    private static boolean isLocal(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        return Set.of("localhost", Ports.LOOPBACK).contains(host.replaceFirst(":\\d+$", ""));
    }

    private static byte[] file(String path) throws IOException {
        String name = path.equals("/") ? "/inbox.html" : path;
        try (InputStream in = InboxPage.class.getResourceAsStream("inbox" + name)) {
            if (in == null) {
                throw new IOException("inbox" + name + " is missing from the class path");
            }
            return in.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "inbox-page");
        thread.setDaemon(true);
        return thread;
    }
}
