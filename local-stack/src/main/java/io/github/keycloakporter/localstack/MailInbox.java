package io.github.keycloakporter.localstack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An SMTP server that accepts every mail for every address and shows it: through this API, as a web page and as JSON under
 * {@code /api/messages}. Everything is in memory and, outside a container, on loopback.
 */
public final class MailInbox implements AutoCloseable {

    private static final String OWNER = "inbox";

    private final GreenMail smtp;
    private final GreenMailUser owner;
    private final InboxPage page;
    private final MailStore store = new MailStore();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean failing;
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    private MailInbox(InetAddress address, int smtpPort, int webPort) {
        smtp = new GreenMail(new ServerSetup(smtpPort, address.getHostAddress(), ServerSetup.PROTOCOL_SMTP)) {
            @Override
            protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
                return Map.of(
                        setups[0].getProtocol(), new RejectingSmtpServer(setups[0], managers, MailInbox.this::refusal));
            }
        };
        smtp.start();
        try {
            owner = smtp.getUserManager().createUser(OWNER, OWNER, OWNER);
            smtp.getUserManager().setMessageDeliveryHandler(this::deliver);
            page = InboxPage.start(this, new InetSocketAddress(address, webPort));
        } catch (UserException e) {
            smtp.stop();
            throw new StackException("The inbox could not be set up: " + e.getMessage(), e);
        } catch (StackException e) {
            smtp.stop();
            throw e;
        }
    }

    /** On free ports. */
    public static MailInbox start() {
        List<Integer> ports = Ports.free(2);
        return start(ports.get(0), ports.get(1));
    }

    public static MailInbox start(int smtpPort, int webPort) {
        Ports.requireFree(smtpPort, "the inbox (SMTP)", "MailInbox.start(smtpPort, webPort)");
        return new MailInbox(Ports.address(smtpPort).getAddress(), smtpPort, webPort);
    }

    /** On an address of the machine, for a container whose network only others of the installation reach. */
    static MailInbox start(InetAddress address, int smtpPort, int webPort) {
        return new MailInbox(address, smtpPort, webPort);
    }

    public int smtpPort() {
        return smtp.getSmtp().getPort();
    }

    /** The web page. */
    public URI url() {
        return page.url();
    }

    /** Where the mails are kept. */
    public MailStore store() {
        return store;
    }

    /** All mails, oldest first. */
    public List<Mail> messages() {
        return store.messages();
    }

    /** The mails for one address, oldest first; case does not matter. */
    public List<Mail> messages(String address) {
        return store.messages(address);
    }

    public Optional<Mail> message(long id) {
        return messages().stream().filter(mail -> mail.id() == id).findFirst();
    }

    /**
     * Waits for a mail to the address that fits; one that is already there counts. The newest wins.
     *
     * @throws StackException when the time is up; it says what came instead
     */
    public Mail waitFor(String address, Predicate<Mail> fits, Duration timeout) {
        return store.waitFor(address, fits, timeout);
    }

    /** Any mail to the address. */
    public Mail waitFor(String address, Duration timeout) {
        return waitFor(address, mail -> true, timeout);
    }

    /** Throws all mails away. */
    public void clear() {
        store.clear();
        purge();
    }

    /**
     * From now on each mail is accepted only after this time, one after the other: what a busy mail server looks like. Zero ends
     * it.
     */
    public void slow(Duration perMail) {
        delay = perMail;
    }

    /** While true each mail is refused with the transient status 451. */
    public void failing(boolean value) {
        failing = value;
    }

    /** From now on the address does not exist: its recipient is refused with 550 5.1.1. Case does not matter. */
    public void refuse(String address) {
        refuse(address, "550 5.1.1 No such mailbox here");
    }

    /** From now on that is the reply to RCPT with the address. Case does not matter. */
    public void refuse(String address, String reply) {
        refused.put(address.toLowerCase(Locale.ROOT), reply);
    }

    /** The address exists again. */
    public void accept(String address) {
        refused.remove(address.toLowerCase(Locale.ROOT));
    }

    private Optional<String> refusal(String address) {
        return Optional.ofNullable(refused.get(address.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void close() {
        page.close();
        smtp.stop();
    }

    /** Runs once for each recipient, before the SMTP client gets its 250: an exception becomes a 451. */
    private GreenMailUser deliver(MovingMessage message, MailAddress recipient) throws MessagingException {
        hold();
        if (failing) {
            throw new MessagingException("The inbox was told to fail");
        }
        try {
            store.add(recipient.getEmail(), message.getMessage());
            return owner;
        } catch (IOException e) {
            throw new MessagingException("The mail cannot be read", e);
        }
    }

    private void hold() {
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void purge() {
        try {
            smtp.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new StackException("The inbox could not be cleared: " + e.getMessage(), e);
        }
    }
}
