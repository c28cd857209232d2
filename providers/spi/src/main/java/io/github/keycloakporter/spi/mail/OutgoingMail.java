package io.github.keycloakporter.spi.mail;

import io.github.keycloakporter.spi.link.PendingLink;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rendered email on its way into the outbox.
 *
 * @param userId the user it is about; empty for somebody without an account, such as an invited person
 * @param recipient the one address it goes to
 * @param text plain-text body
 * @param html HTML body
 * @param link the link in it, which is issued when the email leaves; subject and bodies hold its slots
 * @param run the bulk run it belongs to: emails of one run may leave in one call to the email provider
 * @param unsubscribe where one POST ends emails of this kind (RFC 8058); on {@link MailKind#REMINDER} only
 * @param personal what differs between the emails of one run, by name, exactly as it stands in subject or bodies
 */
public record OutgoingMail(
        MailKind kind,
        Optional<String> userId,
        String recipient,
        String subject,
        String text,
        String html,
        Optional<PendingLink> link,
        Optional<String> run,
        Optional<URI> unsubscribe,
        Map<String, String> personal) {

    public OutgoingMail {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        if (unsubscribe.isPresent() && kind != MailKind.REMINDER) {
            throw new IllegalArgumentException("Only reminders can be unsubscribed from, not " + kind.tag());
        }
        personal = Map.copyOf(personal);
    }

    /** An email without a link that belongs to no run. */
    public static OutgoingMail of(
            MailKind kind, Optional<String> userId, String recipient, String subject, String text, String html) {
        return new OutgoingMail(
                kind,
                userId,
                recipient,
                subject,
                text,
                html,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same email with a link in it. */
    public OutgoingMail withLink(PendingLink pending) {
        return new OutgoingMail(
                kind, userId, recipient, subject, text, html, Optional.of(pending), run, unsubscribe, personal);
    }

    /** The same email as part of a bulk run. */
    public OutgoingMail inRun(String runId, Optional<URI> unsubscribeAt, Map<String, String> personalParts) {
        return new OutgoingMail(
                kind, userId, recipient, subject, text, html, link, Optional.of(runId), unsubscribeAt, personalParts);
    }

    /** Without recipient and content. */
    @Override
    public String toString() {
        return "OutgoingMail[kind=" + kind + "]";
    }
}
