package io.github.keycloakporter.localstack.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The app's addresses. Reading changes nothing but a log-in's beginning; logging out is a POST. */
final class DemoRoutes implements HttpHandler {

    private static final Logger LOG = System.getLogger(DemoRoutes.class.getName());

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final Map<String, String> FILES =
            Map.of("/demo.css", "text/css; charset=utf-8", "/icon.svg", "image/svg+xml");

    private final OidcClient oidc;
    private final Sessions sessions;
    private final Pages pages;
    private final String contentPolicy;

    DemoRoutes(OidcClient oidc, Sessions sessions, Pages pages, URI issuer) {
        this.oidc = oidc;
        this.sessions = sessions;
        this.pages = pages;
        // browsers hold a form's redirect against form-action too, and logging out leads to the login server
        this.contentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; form-action 'self' " + issuer.getScheme() + "://" + issuer.getAuthority();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (LoginFailedException e) {
                // the server's own words are for the page only: they may carry line breaks
                LOG.log(Level.WARNING, "A log-in failed: {0}", e.getMessage());
                LOG.log(Level.DEBUG, "Its cause", e);
                page(exchange, e.status(), pages.failed(e));
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The demo app failed", e);
                page(exchange, 500, pages.broken());
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException, LoginFailedException {
        String path = exchange.getRequestURI().getPath();
        Set<String> allowed = path.equals("/logout") ? Set.of("POST") : READING;
        if (!allowed.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
            page(exchange, 405, pages.wrongMethod());
            return;
        }
        switch (path) {
            case "/" -> page(exchange, 200, pages.home(user(exchange)));
            case "/login" -> begin(exchange, false);
            case "/register" -> begin(exchange, true);
            case OidcClient.CALLBACK_PATH -> finish(exchange);
            case "/private" -> showPrivate(exchange);
            case "/logout" -> logOut(exchange);
            default -> file(exchange, path);
        }
    }

    private void begin(HttpExchange exchange, boolean register) throws IOException, LoginFailedException {
        LoginAttempt attempt = oidc.begin(register);
        sessions.findOrCreate(exchange.getRequestHeaders(), exchange.getResponseHeaders())
                .add(attempt);
        redirect(exchange, attempt.authorizationUrl());
    }

    private void finish(HttpExchange exchange) throws IOException, LoginFailedException {
        URI answer = exchange.getRequestURI();
        Optional<LoginAttempt> attempt = oidc.stateOf(answer)
                .flatMap(state -> sessions.find(exchange.getRequestHeaders()).flatMap(session -> session.take(state)));
        if (attempt.isEmpty() && user(exchange).isPresent()) {
            // two tabs waited for one log-in, and the other one was first
            redirect(exchange, URI.create("/private"));
            return;
        }
        if (oidc.endedElsewhere(answer)) {
            begin(exchange, false);
            return;
        }
        if (attempt.isEmpty()) {
            throw new LoginFailedException(
                    400, "This log-in has already ended, or it began in another browser.", null, null);
        }
        DemoUser user = oidc.finish(answer, attempt.get());
        sessions.logIn(user, exchange.getRequestHeaders(), exchange.getResponseHeaders());
        redirect(exchange, URI.create("/private"));
    }

    private void showPrivate(HttpExchange exchange) throws IOException {
        Optional<DemoUser> user = user(exchange);
        if (user.isEmpty()) {
            redirect(exchange, URI.create("/login"));
        } else {
            page(exchange, 200, pages.account(user.get()));
        }
    }

    private void logOut(HttpExchange exchange) throws IOException, LoginFailedException {
        Optional<DemoUser> user = sessions.logOut(exchange.getRequestHeaders(), exchange.getResponseHeaders());
        redirect(exchange, user.isEmpty() ? URI.create("/") : oidc.logoutUrl(user.get()));
    }

    private Optional<DemoUser> user(HttpExchange exchange) {
        return sessions.find(exchange.getRequestHeaders()).flatMap(Session::user);
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        String type = FILES.get(path);
        if (type == null) {
            page(exchange, 404, pages.missing());
            return;
        }
        try (InputStream file = DemoRoutes.class.getResourceAsStream(path.substring(1))) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            send(exchange, 200, type, "max-age=300", file.readAllBytes());
        }
    }

    private void page(HttpExchange exchange, int status, String html) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", "no-store", html.getBytes(StandardCharsets.UTF_8));
    }

    private void redirect(HttpExchange exchange, URI target) throws IOException {
        exchange.getResponseHeaders().set("Location", target.toString());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(303, -1);
    }

    private void send(HttpExchange exchange, int status, String type, String caching, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", caching);
        exchange.getResponseHeaders().set("Content-Security-Policy", contentPolicy);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
