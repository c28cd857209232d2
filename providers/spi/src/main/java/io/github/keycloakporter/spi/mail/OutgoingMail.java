package io.github.keycloakporter.spi.mail;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rendered mail on its way into the outbox.
 *
 * @param userId the user it is about; empty for somebody without an account, such as an invited person
 * @param recipient the one address it goes to
 * @param text plain-text body
 * @param html HTML body
 * @param expiresAt when it is not worth sending any more: the end of its link's life
 * @param linkToken the token of the action link in it: the mail is not sent once that link is dead
 * @param run the bulk run it belongs to: mails of one run may leave in one call to the mail provider
 * @param unsubscribe where one POST ends mails of this kind (RFC 8058); on {@link MailKind#REMINDER} only
 * @param personal what differs between the mails of one run, by name, exactly as it stands in subject or bodies
 */
public record OutgoingMail(
        MailKind kind,
        Optional<String> userId,
        String recipient,
        String subject,
        String text,
        String html,
        Optional<Instant> expiresAt,
        Optional<String> linkToken,
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

    /** A mail that never goes stale and belongs to no run. */
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
                Optional.empty(),
                Map.of());
    }

    /** The same mail with an action link in it. */
    public OutgoingMail withLink(String token, Instant expires) {
        return new OutgoingMail(
                kind,
                userId,
                recipient,
                subject,
                text,
                html,
                Optional.of(expires),
                Optional.of(token),
                run,
                unsubscribe,
                personal);
    }

    /** The same mail as part of a bulk run. */
    public OutgoingMail inRun(String runId, Optional<URI> unsubscribeAt, Map<String, String> personalParts) {
        return new OutgoingMail(
                kind,
                userId,
                recipient,
                subject,
                text,
                html,
                expiresAt,
                linkToken,
                Optional.of(runId),
                unsubscribeAt,
                personalParts);
    }
}
