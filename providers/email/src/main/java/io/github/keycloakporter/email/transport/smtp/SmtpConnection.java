package io.github.keycloakporter.email.transport.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One connection to one server, with one user at a time. Knows how far the last mail got. */
final class SmtpConnection extends SMTPTransport {

    /** How far a mail got. */
    enum Stage {
        CONNECTING,
        SENDER,
        RECIPIENT,
        /** From here on the server may have the mail, whatever becomes of the connection. */
        CONTENT,
        ACCEPTED
    }

    private final boolean requiresTls;
    private Stage stage = Stage.CONNECTING;
    private boolean starttlsMissing;
    private boolean international;
    private int mails;
    private long idleSince;

    SmtpConnection(Session session, SmtpSettings settings) {
        super(session, new URLName("smtp", settings.host(), settings.port(), null, null, null));
        this.requiresTls =
                settings.starttls().filter(SmtpConfig.StartTls.REQUIRED::equals).isPresent();
    }

    /** @return the server's own name for the mail, where it tells one */
    Optional<String> send(SMTPMessage message, InternetAddress recipient, boolean utf8) throws MessagingException {
        mails++;
        international = utf8;
        stage = Stage.SENDER;
        sendMessage(message, new InternetAddress[] {recipient});
        stage = Stage.ACCEPTED;
        return SmtpReply.providerMessageId(getLastServerResponse());
    }

    Stage stage() {
        return stage;
    }

    /** Whether the server failed to offer the STARTTLS that we must have. */
    boolean starttlsMissing() {
        return starttlsMissing;
    }

    boolean offersUtf8() {
        return super.supportsExtension("SMTPUTF8");
    }

    /** How many mails it was used for. */
    int mails() {
        return mails;
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
    }

    /** Says QUIT without waiting for an answer. */
    void quit() {
        try {
            close();
        } catch (MessagingException e) {
            // the server hung up first
            return;
        }
    }

    /** SMTPUTF8 only for mails that need it: a later server may refuse a mail that merely says so (RFC 6531, 3.4). */
    @Override
    public boolean supportsExtension(String name) {
        return super.supportsExtension(name) && (international || !"SMTPUTF8".equalsIgnoreCase(name));
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        starttlsMissing = requiresTls && !isSSL() && !supportsExtension("STARTTLS");
        return understood;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream content = super.data();
        stage = Stage.CONTENT;
        return content;
    }
}
