package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.Map;
import java.util.Optional;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Puts emails into the outbox, in the caller's transaction. Emails with other settings than the realm's, such as a test of the
 * connection, are sent at once by Keycloak's built-in sender, so that the answer is true.
 */
public final class OutboxEmailSenderProvider implements EmailSenderProvider, StatelessProvider {

    private final KeycloakSession session;
    private final EmailSenderProvider builtIn;

    OutboxEmailSenderProvider(KeycloakSession session, EmailSenderProvider builtIn) {
        this.session = session;
        this.builtIn = builtIn;
    }

    @Override
    public void send(Map<String, String> config, UserModel user, String subject, String text, String html)
            throws EmailException {
        if (user.getEmail() == null) {
            throw new EmailException("No email address configured for the user");
        }
        send(config, user.getEmail(), Optional.ofNullable(user.getId()), subject, text, html);
    }

    @Override
    public void send(Map<String, String> config, String address, String subject, String text, String html)
            throws EmailException {
        send(config, address, Optional.empty(), subject, text, html);
    }

    private void send(
            Map<String, String> config, String address, Optional<String> user, String subject, String text, String html)
            throws EmailException {
        RealmModel realm = session.getContext().getRealm();
        if (config.equals(realm.getSmtpConfig())) {
            enqueue(realm, OutgoingMail.of(MailKind.OTHER, user, address, subject, text, html));
        } else {
            sendNow(config, address, subject, text, html);
        }
    }

    /** Puts a rendered email into the outbox. */
    public void enqueue(RealmModel realm, OutgoingMail mail) throws EmailException {
        check(realm.getSmtpConfig(), mail.recipient());
        session.getProvider(EmailOutboxProvider.class).enqueue(realm, mail);
    }

    /** Sends with Keycloak's built-in sender and waits for the mail server's answer. */
    public void sendNow(Map<String, String> config, String address, String subject, String text, String html)
            throws EmailException {
        builtIn.send(config, address, subject, text, html);
    }

    /** Refuses what is known to fail here, where Keycloak's built-in sender refuses it, and not hours later. */
    private static void check(Map<String, String> config, String address) throws EmailException {
        if (SenderIdentity.of(config).isEmpty()) {
            throw new EmailException("The realm has no From address: set one under Realm settings, Email");
        }
        boolean utf8 = "true".equals(config.get("allowutf8"));
        if (AddressSyntax.ascii(address)
                .filter(ascii -> utf8 || ascii.chars().allMatch(c -> c < 128))
                .isEmpty()) {
            throw new EmailException(
                    "The recipient's address is not valid, or needs 'Allow UTF-8' in the realm's email settings");
        }
    }

    @Override
    public void validate(Map<String, String> config) throws EmailException {
        builtIn.validate(config);
    }
}
