package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.wire.SmtpConnection;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The connections to one server with one account: those that wait for the next mail, and how to open another. */
final class SmtpServer {

    /** Servers hang up after some number of mails; better to go first than to be cut off. */
    static final int MAILS_PER_CONNECTION = 100;

    private final SmtpSettings settings;
    private final Session session;
    private final Optional<AccessToken> token;
    private final int maxIdle;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();
    private long lastUse = System.nanoTime();
    private boolean closed;

    SmtpServer(SmtpSettings settings, Session session, Optional<AccessToken> token, int maxIdle) {
        this.settings = settings;
        this.session = session;
        this.token = token;
        this.maxIdle = maxIdle;
    }

    Session session() {
        return session;
    }

    /** A connection that was used before and still answers. */
    Optional<SmtpConnection> kept() {
        SmtpConnection newest = newest();
        if (newest == null || newest.isConnected()) {
            return Optional.ofNullable(newest);
        }
        // the older ones are no better, and to ask each of them may take a time-out each
        closeIdle(Duration.ZERO);
        return Optional.empty();
    }

    /** @throws NotConnectedException with what to say of the mail */
    SmtpConnection open() throws NotConnectedException {
        if (token.isEmpty()) {
            return settings.login() instanceof SmtpSettings.Password login
                    ? connect(login.user(), login.password())
                    : connect(null, null);
        }
        String user = ((SmtpSettings.Token) settings.login()).user();
        String first = token.get().value();
        SmtpConnection connection =
                new SmtpConnection(session, settings.host(), settings.port(), settings.requiresTls());
        try {
            connection.connect(settings.host(), settings.port(), user, first);
            return connection;
        } catch (AuthenticationFailedException e) {
            // revoked before its time: once more with a new one
            token.get().refused(first);
            return connect(user, token.get().value());
        } catch (MessagingException e) {
            throw new NotConnectedException(SmtpFailure.of(e, connection).result());
        }
    }

    /** For the next mail. */
    void keep(SmtpConnection connection) {
        synchronized (idle) {
            if (!closed && idle.size() < maxIdle && connection.mails() < MAILS_PER_CONNECTION) {
                connection.idleSince(System.nanoTime());
                idle.push(connection);
                return;
            }
        }
        connection.quit();
    }

    /** Closes what has waited that long. */
    void closeIdle(Duration timeout) {
        List<SmtpConnection> old = new ArrayList<>();
        synchronized (idle) {
            long now = System.nanoTime();
            for (Iterator<SmtpConnection> oldest = idle.descendingIterator(); oldest.hasNext(); ) {
                SmtpConnection connection = oldest.next();
                if (now - connection.idleSince() < timeout.toNanos()) {
                    break;
                }
                oldest.remove();
                old.add(connection);
            }
        }
        old.forEach(SmtpConnection::quit);
    }

    boolean unusedFor(Duration time) {
        synchronized (idle) {
            return idle.isEmpty() && System.nanoTime() - lastUse >= time.toNanos();
        }
    }

    void close() {
        synchronized (idle) {
            closed = true;
        }
        closeIdle(Duration.ZERO);
    }

    private SmtpConnection newest() {
        synchronized (idle) {
            lastUse = System.nanoTime();
            return idle.poll();
        }
    }

    private SmtpConnection connect(String user, String secret) throws NotConnectedException {
        SmtpConnection connection =
                new SmtpConnection(session, settings.host(), settings.port(), settings.requiresTls());
        try {
            connection.connect(settings.host(), settings.port(), user, secret);
            return connection;
        } catch (MessagingException e) {
            throw new NotConnectedException(SmtpFailure.of(e, connection).result());
        }
    }
}
