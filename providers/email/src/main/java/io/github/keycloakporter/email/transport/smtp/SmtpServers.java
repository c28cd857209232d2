package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.SmtpSettings.Token;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Every server in use, by settings and account: realms with the same settings share connections, others never do. */
final class SmtpServers implements AutoCloseable {

    /** After that a server is forgotten, its access token with it. Far longer than any delivery takes. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final SmtpConfig config;
    private final TokenEndpoint tokens;
    private final Map<SmtpSettings, SmtpServer> servers = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    SmtpServers(SmtpConfig config, TokenEndpoint tokens) {
        this.config = config;
        this.tokens = tokens;
        // two: time-outs have to fire while the sweep says goodbye to a server that does not listen
        timer = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "porter-smtp-timer");
            thread.setDaemon(true);
            return thread;
        });
        // each write of each mail sets and cancels a task
        timer.setRemoveOnCancelPolicy(true);
        long round = Math.max(50, config.idleTimeout().toMillis() / 4);
        timer.scheduleWithFixedDelay(this::sweep, round, round, TimeUnit.MILLISECONDS);
    }

    SmtpServer server(SmtpSettings settings, SmtpTrust trust) {
        return servers.computeIfAbsent(
                settings,
                key -> new SmtpServer(
                        key,
                        SmtpProperties.session(key, trust, timer),
                        Optional.of(key.login())
                                .filter(Token.class::isInstance)
                                .map(Token.class::cast)
                                .map(login -> new AccessToken(login, tokens, System::nanoTime)),
                        config.idleConnections()));
    }

    @Override
    public void close() {
        // the timer last: QUIT is a write, too
        servers.values().forEach(SmtpServer::close);
        timer.shutdownNow();
    }

    private void sweep() {
        servers.values().forEach(server -> server.closeIdle(config.idleTimeout()));
        servers.values().removeIf(server -> server.unusedFor(FORGET_AFTER));
    }
}
