package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailStatus;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The queue as a dispatcher sees it. Each instance lives for one short transaction. */
public final class MailQueue {

    /** A row that was taken, with no more of it than is needed to sort it. */
    public record Taken(String id, String realmId, Optional<String> run) {}

    /** How much waits. {@code oldest} is the time of queueing in milliseconds since 1970, or now if nothing waits. */
    public record Depth(long open, long oldest) {}

    private final KeycloakSession session;
    private final EntityManager em;
    private final MailLedger ledger;
    private final SuppressionList suppressions;
    private final MailMetrics metrics;

    public MailQueue(KeycloakSession session, OutboxConfig config, MailMetrics metrics) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.suppressions = new SuppressionList(em, config.softBounces());
        this.ledger = new MailLedger(em, suppressions, new StatusEvents(session, metrics, false));
        this.metrics = metrics;
    }

    /**
     * Puts due mails under a lease. Rows that another node is just taking are passed over, not waited for.
     *
     * @param room asked with the realm before each row is taken; a row is left where there is none
     */
    public List<Taken> take(
            int max, Predicate<String> room, Set<String> exceptRealms, String lease, long now, long leaseUntil) {
        String busy = exceptRealms.isEmpty() ? "" : " and m.realmId not in :busy";
        TypedQuery<MailEntity> due = em.createQuery(
                        "select m from MailEntity m where m.dueAt <= :now" + busy + " order by m.dueAt",
                        MailEntity.class)
                .setParameter("now", now);
        if (!exceptRealms.isEmpty()) {
            due.setParameter("busy", exceptRealms);
        }
        return lease(due, max, room, lease, leaseUntil);
    }

    /** More mails of one bulk run. */
    public List<Taken> takeOfRun(String run, int max, String lease, long now, long leaseUntil) {
        TypedQuery<MailEntity> due = em.createQuery(
                        "select m from MailEntity m where m.runId = :run and m.dueAt <= :now order by m.dueAt",
                        MailEntity.class)
                .setParameter("run", run)
                .setParameter("now", now);
        return lease(due, max, realm -> true, lease, leaseUntil);
    }

    private List<Taken> lease(
            TypedQuery<MailEntity> due, int max, Predicate<String> room, String lease, long leaseUntil) {
        due.setMaxResults(max).setLockMode(LockModeType.PESSIMISTIC_WRITE);
        due.unwrap(SelectionQuery.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        List<Taken> taken = new ArrayList<>();
        for (MailEntity mail : due.getResultList()) {
            if (!room.test(mail.realmId)) {
                continue;
            }
            mail.status = MailStatus.SENDING;
            mail.lease = lease;
            mail.dueAt = leaseUntil;
            taken.add(new Taken(mail.id, mail.realmId, Optional.ofNullable(mail.runId)));
        }
        return taken;
    }

    /** Opens mails of one realm that this lease holds. What must not be sent any more is settled here and left out. */
    public List<QueuedMail> open(RealmModel realm, Collection<String> ids, String lease, long now) {
        ContentSeal seal = new ContentSeal(session);
        List<QueuedMail> mails = new ArrayList<>();
        for (MailEntity mail : held(ids, lease)) {
            if (mail.expiresAt != null && mail.expiresAt <= now) {
                ledger.settle(realm, mail, new Fate(MailStatus.EXPIRED, now), Optional.empty());
            } else if (suppressions.find(realm, mail.addressHash, mail.kind).isPresent()) {
                ledger.settle(realm, mail, new Fate(MailStatus.SUPPRESSED, now), Optional.of("suppression list"));
            } else {
                try {
                    mails.add(queued(mail, seal.open(realm, mail.id, mail.content)));
                } catch (IllegalStateException e) {
                    ledger.settle(realm, mail, new Fate(MailStatus.FAILED, now), Optional.of("content unreadable"));
                }
            }
        }
        return mails;
    }

    /** Writes down what came of an attempt, if the lease still holds; a mail that another node took over is left alone. */
    public void finish(RealmModel realm, QueuedMail queued, Outcome outcome, long now) {
        MailEntity mail = em.find(MailEntity.class, queued.id(), LockModeType.PESSIMISTIC_WRITE);
        if (mail == null) {
            return;
        }
        boolean reportedMeanwhile = !mail.status.open() && mail.transport == null;
        if (!queued.lease().equals(mail.lease) && !reportedMeanwhile) {
            return;
        }
        mail.attempts += outcome.attempt() ? 1 : 0;
        outcome.transport().ifPresent(transport -> mail.transport = transport);
        outcome.providerMessageId().ifPresent(id -> mail.providerMessageId = MailLedger.text(id, 255));
        if (outcome.status() != MailStatus.QUEUED) {
            outcome.suppress().ifPresent(type -> ledger.address(realm, mail, type, now, outcome.error()));
            ledger.settle(realm, mail, new Fate(outcome.status(), now), outcome.error());
        } else if (!reportedMeanwhile) {
            mail.status = MailStatus.QUEUED;
            mail.lease = null;
            mail.dueAt = outcome.dueAt();
            outcome.error().ifPresent(error -> mail.error = MailLedger.text(error, 255));
            if (outcome.attempt()) {
                metrics.retried(outcome.transport().orElse("none"));
            }
        }
    }

    /** Mails of a realm that is gone. */
    public void delete(Collection<String> ids) {
        em.createQuery("delete from MailEntity m where m.id in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** Removes finished mails, their reports and suppressions that have expired. @return how many mails; call again while it is {@code max} */
    public int purge(long finishedBefore, int max) {
        suppressions.purge();
        List<String> ids = em.createQuery(
                        "select m.id from MailEntity m where m.updatedAt < :before and m.dueAt is null", String.class)
                .setParameter("before", finishedBefore)
                .setMaxResults(max)
                .getResultList();
        if (!ids.isEmpty()) {
            delete(ids);
        }
        return ids.size();
    }

    public Depth depth(long now) {
        Object[] row = em.createQuery(
                        "select count(m), min(m.createdAt) from MailEntity m where m.dueAt is not null", Object[].class)
                .getSingleResult();
        return new Depth((Long) row[0], row[1] == null ? now : (Long) row[1]);
    }

    private List<MailEntity> held(Collection<String> ids, String lease) {
        return em.createQuery("select m from MailEntity m where m.id in :ids and m.lease = :lease", MailEntity.class)
                .setParameter("ids", ids)
                .setParameter("lease", lease)
                .getResultList();
    }

    private static QueuedMail queued(MailEntity mail, MailContent content) {
        return new QueuedMail(
                mail.id,
                mail.realmId,
                mail.lease,
                mail.kind,
                mail.recipient,
                Optional.ofNullable(mail.runId),
                mail.attempts,
                mail.createdAt,
                content);
    }
}
