package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.mail.AddressSyntax;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailSender;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import java.util.Map;
import java.util.Optional;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Puts mails into the outbox, in the caller's transaction. Only a test of the connection goes out directly, by stock's
 * sender and with the settings that were posted, so that its answer is true.
 */
final class OutboxEmailSenderProvider implements EmailSenderProvider {

    private final KeycloakSession session;
    private final EmailSenderProvider stock;

    OutboxEmailSenderProvider(KeycloakSession session, EmailSenderProvider stock) {
        this.session = session;
        this.stock = stock;
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
        Optional<MailTag> tag = MailTag.of(session);
        RealmModel realm = tag.map(MailTag::realm).orElse(session.getContext().getRealm());
        if (tag.map(MailTag::direct).orElse(false) || !config.equals(realm.getSmtpConfig())) {
            stock.send(config, address, subject, text, html);
            return;
        }
        check(config, address);
        OutgoingMail mail = OutgoingMail.of(
                tag.map(MailTag::kind).orElse(MailKind.OTHER),
                tag.flatMap(MailTag::userId).or(() -> user),
                address,
                subject,
                text,
                html);
        if (tag.isPresent() && tag.get().linkToken().isPresent()) {
            mail = mail.withLink(
                    tag.get().linkToken().get(), tag.get().expiresAt().orElseThrow());
        }
        session.getProvider(EmailOutboxProvider.class).enqueue(realm, mail);
    }

    /** What can be known to fail is refused here, where stock refuses it, and not hours later. */
    private static void check(Map<String, String> config, String address) throws EmailException {
        if (MailSender.of(config).isEmpty()) {
            throw new EmailException("The realm has no From address: set one under Realm settings, Email");
        }
        boolean utf8 = "true".equals(config.get("allowutf8"));
        if (AddressSyntax.ascii(address)
                .filter(ascii -> utf8 || ascii.chars().allMatch(c -> c < 128))
                .isEmpty()) {
            throw new EmailException(
                    "The recipient's address is not valid, or needs 'Allow UTF-8' in the realm's e-mail settings");
        }
    }

    @Override
    public void validate(Map<String, String> config) throws EmailException {
        stock.validate(config);
    }

    @Override
    public void close() {
        // stock's sender belongs to the session
    }
}
