package io.github.keycloakporter.localstack.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small OpenID Connect application on loopback: a public page, a page for logged-in users, log-in, registration and
 * log-out. Authorization code flow with PKCE (RFC 7636), as a public client.
 *
 * <p>It talks to Keycloak for the first time when somebody logs in, so it may start before Keycloak does, and it survives a
 * restart of Keycloak.
 */
public final class DemoApp implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int MAX_SESSIONS = 1000;
    private static final Duration SESSION_IDLE = Duration.ofMinutes(30);

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI url;

    private DemoApp(HttpServer server, ExecutorService threads, URI url) {
        this.server = server;
        this.threads = threads;
        this.url = url;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The public page, without a trailing slash: what the realm file calls {@code PORTER_DEMO_URL}. */
    public URI url() {
        return url;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static DemoApp start(Builder settings) {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port), 0);
            int port = server.getAddress().getPort();
            URI url = URI.create("http://localhost:" + port);
            OidcClient oidc = new OidcClient(settings.issuer, settings.clientId, url);
            // cookies do not know ports: the name keeps two apps on one machine apart
            Sessions sessions = new Sessions("demo_session_" + port, MAX_SESSIONS, SESSION_IDLE, Clock.systemUTC());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, DemoApp::thread);
            server.setExecutor(threads);
            server.createContext(
                    "/", new DemoRoutes(oidc, sessions, new Pages(settings.clientId, settings.inbox), settings.issuer));
            server.start();
            return new DemoApp(server, threads, url);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The demo app cannot listen on port " + settings.port + ": " + e.getMessage(), e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "demo-app");
        thread.setDaemon(true);
        return thread;
    }

    /** Settings of a {@link DemoApp}. The issuer is the only one without a default. */
    public static final class Builder {

        private int port;
        private URI issuer;
        private String clientId = "demo-app";
        private Optional<URI> inbox = Optional.empty();

        private Builder() {}

        /** The loopback port to listen on; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** The realm, as in {@code http://localhost:8080/realms/porter}. */
        public Builder issuer(URI issuer) {
            this.issuer = issuer;
            return this;
        }

        /** The public client of that realm; {@code demo-app} by default. */
        public Builder clientId(String clientId) {
            this.clientId = clientId;
            return this;
        }

        /** Where the mails can be read; the first page links to it. */
        public Builder inbox(URI inbox) {
            this.inbox = Optional.of(inbox);
            return this;
        }

        /**
         * Starts the app and returns once it answers.
         *
         * @throws UncheckedIOException if the port is taken
         */
        public DemoApp start() {
            Objects.requireNonNull(issuer, "issuer: the URL of the realm, as in http://localhost:8080/realms/porter");
            Objects.requireNonNull(clientId, "clientId: the public client of the realm");
            return DemoApp.start(this);
        }
    }
}
