package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.smtp.SmtpSettings.Token;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The access token of one account, kept until shortly before it expires. Those who need it at once ask for it once. */
final class AccessToken {

    /** A token is not used in the last part of its life: it has to last until the server has checked it. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Token settings;
    private final TokenEndpoint endpoint;
    private final LongSupplier nanoTime;
    private String value;
    private long until;

    AccessToken(Token settings, TokenEndpoint endpoint, LongSupplier nanoTime) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
    }

    synchronized String value() throws NotConnectedException {
        if (value == null || nanoTime.getAsLong() - until >= 0) {
            TokenEndpoint.Grant grant = endpoint.ask(settings);
            Duration half = grant.life().dividedBy(2);
            Duration margin = half.compareTo(MARGIN) < 0 ? half : MARGIN;
            value = grant.token();
            until = nanoTime.getAsLong() + grant.life().minus(margin).toNanos();
        }
        return value;
    }

    /** The server refused that one: the next caller gets another. */
    synchronized void refused(String token) {
        if (token.equals(value)) {
            value = null;
        }
    }
}
