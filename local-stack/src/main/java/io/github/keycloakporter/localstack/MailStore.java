package io.github.keycloakporter.localstack;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The mails that arrived, in memory, whatever server took them. Safe for use by several threads. */
public final class MailStore {

    private static final int SHOWN = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Mail> mails = new ArrayList<>();
    private long lastId;

    /**
     * Keeps a mail in the form in which SMTP transfers it.
     *
     * @throws MessagingException if it is not a MIME message
     */
    public Mail add(String to, byte[] raw) throws MessagingException, IOException {
        return add(to, new MimeMessage(null, new ByteArrayInputStream(raw)));
    }

    /**
     * Keeps a mail that came another way.
     *
     * @param mail the mail for the id it gets
     */
    public Mail add(LongFunction<Mail> mail) {
        lock.lock();
        try {
            return keep(mail.apply(lastId + 1));
        } finally {
            lock.unlock();
        }
    }

    /** All mails, oldest first. */
    public List<Mail> messages() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    /** The mails for one address, oldest first; case does not matter. */
    public List<Mail> messages(String address) {
        return messages().stream()
                .filter(mail -> mail.to().equalsIgnoreCase(address))
                .toList();
    }

    /**
     * Waits for a mail to the address that fits; one that is already there counts. The newest wins.
     *
     * @throws StackException when the time is up; it says what came instead
     */
    public Mail waitFor(String address, Predicate<Mail> fits, Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<Mail> found = newest(address, fits);
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new StackException("No such mail to " + address + " within " + timeout.toMillis()
                            + " ms; the newest are: " + newest());
                }
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for a mail to " + address, e);
        } finally {
            lock.unlock();
        }
    }

    Mail add(String to, MimeMessage message) throws MessagingException, IOException {
        lock.lock();
        try {
            return keep(MailReader.read(lastId + 1, to, message));
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            mails.clear();
        } finally {
            lock.unlock();
        }
    }

    private List<String> newest() {
        return mails.stream()
                .skip(Math.max(0, mails.size() - SHOWN))
                .map(mail -> mail.to() + " '" + mail.subject() + "'")
                .toList();
    }

    private Mail keep(Mail mail) {
        mails.add(mail);
        lastId++;
        arrived.signalAll();
        return mail;
    }

    private Optional<Mail> newest(String address, Predicate<Mail> fits) {
        return mails.stream()
                .filter(mail -> mail.to().equalsIgnoreCase(address))
                .filter(fits)
                .reduce((older, newer) -> newer);
    }
}
