package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Suppression.Reason;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/** Writes down what became of mails, whoever tells it: the dispatcher or a webhook. */
final class MailLedger {

    private final EntityManager em;
    private final SuppressionList suppressions;
    private final StatusListener listener;

    MailLedger(EntityManager em, SuppressionList suppressions, StatusListener listener) {
        this.em = em;
        this.suppressions = suppressions;
        this.listener = listener;
    }

    /** See {@link io.github.keycloakporter.spi.mail.EmailOutboxProvider#report}. */
    boolean report(RealmModel realm, DeliveryEvent event) {
        Optional<MailEntity> found = locked(realm, event);
        if (found.isEmpty()) {
            return false;
        }
        MailEntity mail = found.get();
        String eventId = AddressHash.sha256(realm.getId() + "\n" + event.eventId());
        // a provider may give a repeated report a new id: one mail is one soft bounce, however often it is told
        boolean counted = event.type() == DeliveryEvent.Type.SOFT_BOUNCE && bouncedSoftly(mail.id);
        if (!news(realm, event, eventId, mail.id)) {
            return false;
        }
        long at = event.at().toEpochMilli();
        event.type().status().ifPresent(status -> {
            event.providerMessageId().ifPresent(id -> mail.providerMessageId = text(id, 255));
            settle(realm, mail, new StatusChange(status, at), event.diagnosis());
        });
        if (!counted) {
            address(realm, mail, event.type(), at, event.diagnosis());
        }
        return true;
    }

    /** Moves the mail to the status if that outranks the one it has. A mail that is out of the dispatcher's hands is wiped. */
    void settle(RealmModel realm, MailEntity mail, StatusChange news, Optional<String> error) {
        StatusChange now = new StatusChange(mail.status, mail.statusAt);
        StatusChange next = now.or(news);
        mail.content = null;
        mail.dueAt = null;
        mail.lease = null;
        if (next.equals(now)) {
            return;
        }
        mail.statusAt = next.at();
        mail.error = error.map(text -> text(text, 255)).orElse(null);
        if (mail.status != next.status()) {
            mail.status = next.status();
            mail.updatedAt = System.currentTimeMillis();
            listener.changed(realm, mail);
        }
    }

    /** What a report says of the address. */
    void address(RealmModel realm, MailEntity mail, DeliveryEvent.Type type, long at, Optional<String> diagnosis) {
        reason(type).ifPresent(reason -> suppressions.add(realm, mail.addressHash, reason, at, mail.id, diagnosis));
        if (type == DeliveryEvent.Type.DELIVERED) {
            suppressions.delivered(realm, mail.addressHash, at);
        }
    }

    private static Optional<Reason> reason(DeliveryEvent.Type type) {
        return switch (type) {
            case HARD_BOUNCE -> Optional.of(Reason.HARD_BOUNCE);
            case SOFT_BOUNCE -> Optional.of(Reason.SOFT_BOUNCES);
            case COMPLAINT -> Optional.of(Reason.COMPLAINT);
            case DROPPED -> Optional.of(Reason.PROVIDER);
            case UNSUBSCRIBED -> Optional.of(Reason.UNSUBSCRIBED);
            case DELIVERED, DEFERRED, REFUSED -> Optional.empty();
        };
    }

    private Optional<MailEntity> locked(RealmModel realm, DeliveryEvent event) {
        Optional<MailEntity> byId = event.mailId()
                .map(id -> em.find(MailEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(mail -> mail.realmId.equals(realm.getId()));
        return byId.or(() -> event.providerMessageId().flatMap(id -> byProviderId(realm, id)));
    }

    private boolean bouncedSoftly(String mailId) {
        return em.createQuery(
                                "select count(e) from MailEventEntity e where e.mailId = :mail and e.type = :type",
                                Long.class)
                        .setParameter("mail", mailId)
                        .setParameter("type", DeliveryEvent.Type.SOFT_BOUNCE)
                        .getSingleResult()
                > 0;
    }

    private Optional<MailEntity> byProviderId(RealmModel realm, String providerMessageId) {
        List<MailEntity> mails = em.createQuery(
                        "select m from MailEntity m where m.providerMessageId = :id and m.realmId = :realm",
                        MailEntity.class)
                .setParameter("id", providerMessageId)
                .setParameter("realm", realm.getId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(2)
                .getResultList();
        // one call may have carried many mails under one id of the provider: then only our own id tells them apart
        return mails.size() == 1 ? Optional.of(mails.get(0)) : Optional.empty();
    }

    /**
     * Whether the report was not there; now it is. It is written first and looked at then: under MySQL's repeatable read a
     * look alone would see the state of the transaction's first read, and a look with a lock would hold up other mails.
     */
    private boolean news(RealmModel realm, DeliveryEvent event, String id, String mailId) {
        em.createQuery("insert into MailEventEntity (id, realmId, mailId, type, happenedAt, times)"
                        + " values (:id, :realm, :mail, :type, :at, 1)"
                        + " on conflict (id) do update set times = times + 1")
                .setParameter("id", id)
                .setParameter("realm", realm.getId())
                .setParameter("mail", mailId)
                .setParameter("type", event.type())
                .setParameter("at", event.at().toEpochMilli())
                .executeUpdate();
        return em.createQuery("select e.times from MailEventEntity e where e.id = :id", Integer.class)
                        .setParameter("id", id)
                        .getSingleResult()
                == 1;
    }

    /** Never half of a character of two {@code char}s: databases refuse it. */
    static String text(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** Is called for every change, inside the transaction. */
    interface StatusListener {
        void changed(RealmModel realm, MailEntity mail);
    }
}
