package io.github.keycloakporter.spi.mail;

import java.util.Map;
import java.util.Optional;

/**
 * A mail as a transport gets it.
 *
 * @param id our id: the only thing about it that a mail provider may keep beside the mail itself
 * @param headers to be set as they are, Message-ID among them: ASCII, no line breaks
 * @param run the bulk run it belongs to
 * @param personal what differs between the mails of one run, see {@link OutgoingMail#personal()}
 */
public record MailMessage(
        String id,
        MailKind kind,
        SenderIdentity sender,
        String recipient,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        Optional<String> run,
        Map<String, String> personal) {}
