package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.localstack.Mail;
import io.github.keycloakporter.localstack.MailStore;
import java.time.Duration;
import java.util.List;

/** The mailbox of one address. Reads mail by mail, oldest first. */
public final class Mailbox {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailStore mails;
    private final String address;
    private long read;

    public Mailbox(MailStore mails, String address) {
        this.mails = mails;
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** Waits for the next mail that was not read yet. */
    public Letter next() {
        return next(PATIENCE);
    }

    /** {@link #next()} where the mail has to wait for something else first, such as another node. */
    public Letter next(Duration patience) {
        mails.waitFor(address, mail -> mail.id() > read, patience);
        Mail next = unread().get(0);
        read = next.id();
        return new Letter(next);
    }

    /** How many mails came so far, read or not. */
    public int size() {
        return mails.messages(address).size();
    }

    public List<Letter> all() {
        return mails.messages(address).stream().map(Letter::new).toList();
    }

    private List<Mail> unread() {
        return mails.messages(address).stream().filter(mail -> mail.id() > read).toList();
    }
}
