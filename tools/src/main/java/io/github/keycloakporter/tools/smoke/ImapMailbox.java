package io.github.keycloakporter.tools.smoke;

import io.github.keycloakporter.tools.server.ToolException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.RecipientStringTerm;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/** A mailbox over IMAP: {@code imaps} with TLS from the first byte, {@code imap} with STARTTLS, never without TLS. */
final class ImapMailbox implements Mailbox {

    private static final String INBOX = "INBOX";

    private final Store store;
    private final String folder;

    private ImapMailbox(Store store, String folder) {
        this.store = store;
        this.folder = folder;
    }

    /** @param url {@code imaps://user@host[:port][/folder]}; an @ in the user name is written %40 */
    static ImapMailbox open(URI url, String password, SSLContext tls, boolean anyHost, Duration timeout) {
        String user = url.getRawUserInfo();
        if (user == null || url.getHost() == null) {
            throw new ToolException(
                    "--mailbox must look like imaps://user@host or imaps://user@host:993/folder (an @ in the"
                            + " user name as %40), or be the http address of an inbox");
        }
        if (user.contains(":")) {
            throw new ToolException("--mailbox must not hold the password: set PORTER_SMOKE_MAILBOX_PASSWORD");
        }
        String protocol = url.getScheme();
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put(prefix + "ssl.socketFactory", tls.getSocketFactory());
        properties.put(prefix + "ssl.checkserveridentity", Boolean.toString(!anyHost));
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", Boolean.toString(protocol.equals("imap")));
        properties.put(prefix + "connectiontimeout", Long.toString(timeout.toMillis()));
        properties.put(prefix + "timeout", Long.toString(timeout.toMillis()));
        String where = protocol + "://" + url.getHost();
        try {
            Store store = Session.getInstance(properties).getStore(protocol);
            store.connect(url.getHost(), url.getPort(), URLDecoder.decode(user, StandardCharsets.UTF_8), password);
            String path = url.getPath() == null || url.getPath().length() < 2
                    ? INBOX
                    : url.getPath().substring(1);
            return new ImapMailbox(store, path);
        } catch (AuthenticationFailedException e) {
            throw new ToolException("The mailbox " + where + " refused the user or PORTER_SMOKE_MAILBOX_PASSWORD", e);
        } catch (MessagingException e) {
            throw new ToolException("The mailbox " + where + " cannot be opened: " + ToolException.reason(e), e);
        }
    }

    @Override
    public List<Letter> letters(String address) {
        try (Folder inbox = store.getFolder(folder)) {
            inbox.open(Folder.READ_ONLY);
            List<Letter> letters = new ArrayList<>();
            for (Message message : to(inbox, address)) {
                letters.add(letter(message));
            }
            return letters;
        } catch (MessagingException | IOException e) {
            throw new ToolException("The mailbox cannot be read: " + ToolException.reason(e), e);
        }
    }

    @Override
    public boolean remove(String address) {
        try (Folder inbox = store.getFolder(folder)) {
            inbox.open(Folder.READ_WRITE);
            // closing the folder expunges them
            inbox.setFlags(to(inbox, address), new Flags(Flags.Flag.DELETED), true);
            return true;
        } catch (MessagingException e) {
            throw new ToolException("The mailbox cannot be cleaned up: " + ToolException.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException e) {
            throw new ToolException("The mailbox cannot be closed: " + ToolException.reason(e), e);
        }
    }

    private static Message[] to(Folder inbox, String address) throws MessagingException {
        return inbox.search(new RecipientStringTerm(Message.RecipientType.TO, address));
    }

    private static Letter letter(Message message) throws MessagingException, IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        collect(message, text, html);
        return new Letter(message.getSubject() == null ? "" : message.getSubject(), text.toString(), html.toString());
    }

    private static void collect(Part part, StringBuilder text, StringBuilder html)
            throws MessagingException, IOException {
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), text, html);
            }
        } else if (part.isMimeType("text/html")) {
            html.append(part.getContent());
        } else if (part.isMimeType("text/plain")) {
            text.append(part.getContent());
        }
    }
}
