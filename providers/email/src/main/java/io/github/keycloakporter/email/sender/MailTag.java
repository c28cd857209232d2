package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.mail.MailKind;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What the one who renders a mail knows of it and Keycloak's sender SPI has no parameter for. Handed on beside the call,
 * as an attribute of the session.
 *
 * @param userId empty where it goes to somebody without an account
 * @param linkToken the action link in it
 * @param expiresAt when that link ends
 * @param direct whether it has to go out at once, with the settings given: a test of the connection
 */
public record MailTag(
        RealmModel realm,
        MailKind kind,
        Optional<String> userId,
        Optional<String> linkToken,
        Optional<Instant> expiresAt,
        boolean direct) {

    private static final String ATTRIBUTE = "porter.mail.tag";

    /** Runs what sends the mail, and nothing after it sees the tag. */
    public <E extends Exception> void during(KeycloakSession session, Sending<E> sending) throws E {
        session.setAttribute(ATTRIBUTE, this);
        try {
            sending.send();
        } finally {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    static Optional<MailTag> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, MailTag.class));
    }

    /** The call that sends the mail. */
    @FunctionalInterface
    public interface Sending<E extends Exception> {
        void send() throws E;
    }
}
