package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.HeaderText;
import io.github.keycloakporter.email.transport.MailAddress;
import io.github.keycloakporter.spi.mail.MailMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Makes a MIME message (RFC 5322, 2046) of a mail: plain text and HTML beside each other, all headers in ASCII. */
final class MailComposer {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MailComposer() {}

    /** @param more headers beside the mail's own */
    static SMTPMessage compose(Session session, MailMessage mail, Envelope envelope, Map<String, String> more)
            throws MessagingException {
        Composed message = new Composed(session);
        more.forEach(message::header);
        mail.headers().forEach(message::header);
        message.folded("From", named(envelope.from(), mail.sender().displayName()));
        if (envelope.replyTo().isPresent()) {
            message.folded(
                    "Reply-To", named(envelope.replyTo().get(), mail.sender().replyToDisplayName()));
        }
        message.header("To", envelope.recipient().text());
        message.setSubject(HeaderText.oneLine(mail.subject()), UTF_8);
        if (message.getSentDate() == null) {
            message.setSentDate(new Date());
        }
        if (message.getMessageID() == null) {
            message.header("Message-ID", "<" + mail.id() + "@" + domain(envelope.from()) + ">");
        }
        message.setEnvelopeFrom(envelope.bouncesTo().text());
        MimeMultipart bodies = new MimeMultipart("alternative");
        bodies.addBodyPart(body(mail.text(), "plain"));
        bodies.addBodyPart(body(mail.html(), "html"));
        message.setContent(bodies);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart body(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** Encoded by hand: where UTF-8 is allowed at all, jakarta.mail would write names in raw UTF-8 to servers without it. */
    private static String named(MailAddress address, Optional<String> name) throws MessagingException {
        InternetAddress named = new InternetAddress();
        named.setAddress(address.text());
        String clean = name.map(HeaderText::oneLine).orElse("");
        try {
            if (!clean.isEmpty()) {
                named.setPersonal(clean, UTF_8);
            }
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8", e);
        }
        return named.toString();
    }

    private static String domain(MailAddress address) {
        return address.text().substring(address.text().lastIndexOf('@') + 1);
    }

    /** Keeps the Message-ID it is given. */
    private static final class Composed extends SMTPMessage {

        Composed(Session session) {
            super(session);
        }

        void header(String name, String value) {
            if (HeaderText.isName(name)) {
                line(name, HeaderText.oneLine(value));
            }
        }

        /** Folded only after all line breaks in it are gone. */
        void folded(String name, String value) {
            line(name, MimeUtility.fold(name.length() + 2, value));
        }

        private void line(String name, String value) {
            try {
                setHeader(name, value);
            } catch (MessagingException e) {
                throw new IllegalStateException("a message under way takes any header", e);
            }
        }

        @Override
        protected void updateMessageID() {
            // jakarta.mail would make one of its own, out of our host's name
        }
    }
}
