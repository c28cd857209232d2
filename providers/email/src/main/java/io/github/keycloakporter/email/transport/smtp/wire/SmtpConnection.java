package io.github.keycloakporter.email.transport.smtp.wire;

import io.github.keycloakporter.email.fault.Stage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to one server, with one user at a time. Knows how far the last mail got.
 *
 * <p>In a package of its own, because the library logs under the package of this class, addresses and all: see
 * {@link WireLog}.
 */
public final class SmtpConnection extends SMTPTransport {

    private final boolean requiresTls;
    private Stage stage = Stage.CONNECT;
    private boolean starttlsMissing;
    private String ehloRefusal;
    private boolean international;
    private int mails;
    private long idleSince;

    /** @param requiresTls whether nothing may be said in clear */
    public SmtpConnection(Session session, String host, int port, boolean requiresTls) {
        super(session, new URLName("smtp", host, port, null, null, null));
        this.requiresTls = requiresTls;
    }

    /** @return the server's last reply */
    public String send(SMTPMessage message, InternetAddress recipient, boolean utf8) throws MessagingException {
        mails++;
        international = utf8;
        stage = Stage.MAIL;
        sendMessage(message, new InternetAddress[] {recipient});
        return getLastServerResponse();
    }

    /** How far the last mail got. */
    public Stage stage() {
        return stage;
    }

    /** Whether the server failed to offer the STARTTLS that we must have. */
    public boolean starttlsMissing() {
        return starttlsMissing;
    }

    /** How the server refused EHLO: what follows is HELO, to which many only hang up. */
    public Optional<String> ehloRefusal() {
        return Optional.ofNullable(ehloRefusal);
    }

    public boolean offersUtf8() {
        return super.supportsExtension("SMTPUTF8");
    }

    /** How many mails it was used for. */
    public int mails() {
        return mails;
    }

    public long idleSince() {
        return idleSince;
    }

    public void idleSince(long nanos) {
        idleSince = nanos;
    }

    /** Says QUIT without waiting for an answer. */
    public void quit() {
        try {
            close();
        } catch (MessagingException | RuntimeException e) {
            // the server hung up first; whatever it is, others are still to be closed
            return;
        }
    }

    /** SMTPUTF8 only for mails that need it: a later server may refuse a mail that merely says so (RFC 6531, 3.4). */
    @Override
    public boolean supportsExtension(String name) {
        boolean hidden = mails > 0 && !international && "SMTPUTF8".equalsIgnoreCase(name);
        return !hidden && super.supportsExtension(name);
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        stage = Stage.EHLO;
        boolean understood = super.ehlo(domain);
        if (!understood) {
            ehloRefusal = getLastServerResponse();
        }
        starttlsMissing = requiresTls && !isSSL() && !supportsExtension("STARTTLS");
        return understood;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RCPT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.DATA;
        OutputStream content = super.data();
        stage = Stage.END;
        return content;
    }
}
