package io.github.keycloakporter.spi.mail;

import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * The transactional outbox and the ledger of deliveries.
 *
 * <p>Everything here happens in the session's own transaction: a mail exists if and only if the change that caused it
 * does. Nothing here waits for a mail server.
 */
public interface EmailOutboxProvider extends Provider {

    /**
     * Takes a mail. It leaves after the transaction has committed, once for sure, twice only if a node dies or an answer
     * of the mail provider is lost at the wrong moment.
     *
     * @return the id of the mail
     */
    String enqueue(RealmModel realm, OutgoingMail mail);

    /**
     * Cancels the emails with a link that still wait for a user, because the account was disabled or taken over. They end as
     * {@link MailStatus#EXPIRED}.
     *
     * @return how many
     */
    int cancel(RealmModel realm, String userId);

    /** The newest mail of one kind to a user, at whatever address. */
    Optional<MailRecord> latest(RealmModel realm, String userId, MailKind kind);

    Optional<MailRecord> mail(RealmModel realm, String id);

    /** Newest first. */
    Stream<MailRecord> mails(RealmModel realm, MailQuery query);

    /**
     * Writes down what a mail provider reports. Twice the same event, or events in any order, end in the same status.
     *
     * @return whether the event was news; false for a known one and for a mail that is not ours
     */
    boolean report(RealmModel realm, DeliveryEvent event);

    /** Whether mail of this kind to the address is stopped, and why. */
    Optional<Suppression> suppression(RealmModel realm, String address, MailKind kind);

    /** Those that hold now, newest first. */
    Stream<Suppression> suppressions(RealmModel realm, SuppressionFilter filter, int first, int max);

    /** Stops mail to an address. An unsubscription gives way to every other reason. */
    void suppress(RealmModel realm, String address, Suppression.Reason reason);

    /**
     * Lets mail through again.
     *
     * @param address the address, or the {@link Suppression#id()} of the entry
     * @return whether there was anything to lift
     */
    boolean lift(RealmModel realm, String address);

    /**
     * Lets mail through again to every address that the filter names.
     *
     * @return how many suppressions were lifted
     */
    int lift(RealmModel realm, SuppressionFilter filter);
}
