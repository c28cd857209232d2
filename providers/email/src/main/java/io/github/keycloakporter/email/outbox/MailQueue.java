package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.crypto.RealmCipher;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailStatus;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The queue as a dispatcher sees it. Each instance lives for one short transaction. */
public final class MailQueue {

    /** A row under its new lease. */
    public record Taken(String id, String realmId, String lease, Optional<String> run) {}

    /** To whom mails of one kind go: of those with a link the newest counts. */
    public record Recipient(String userId, MailKind kind) {

        public static Recipient of(QueuedMail mail) {
            return new Recipient(mail.userId().orElse(""), mail.kind());
        }
    }

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
     * Puts due mails under leases, one lease for each. Skips rows that another node is taking now instead of waiting for them.
     * Of a bulk run one mail is taken: its worker takes more of them with {@link #takeOfRun}.
     *
     * @param room asked with the realm before each row is taken; without room the row is left
     * @param takeOver whether to take mails whose lease has ended, too
     */
    public List<Taken> take(
            int max, Predicate<String> room, Set<String> exceptRealms, boolean takeOver, long now, long leaseUntil) {
        String busy = exceptRealms.isEmpty() ? "" : " and m.realmId not in :busy";
        String waiting = takeOver ? "" : " and m.lease is null";
        TypedQuery<MailEntity> due = em.createQuery(
                        "select m from MailEntity m where m.dueAt <= :now" + waiting + busy + " order by m.dueAt",
                        MailEntity.class)
                .setParameter("now", now);
        if (!exceptRealms.isEmpty()) {
            due.setParameter("busy", exceptRealms);
        }
        Set<String> runs = new HashSet<>();
        return lease(
                due,
                max,
                mail -> (mail.runId == null || runs.add(mail.runId)) && room.test(mail.realmId),
                () -> UUID.randomUUID().toString(),
                leaseUntil);
    }

    /** More mails of one bulk run, under a lease that a mail of that run has already. @return their ids */
    public List<String> takeOfRun(String run, int max, String lease, long now, long leaseUntil) {
        TypedQuery<MailEntity> due = em.createQuery(
                        "select m from MailEntity m where m.runId = :run and m.dueAt <= :now order by m.dueAt",
                        MailEntity.class)
                .setParameter("run", run)
                .setParameter("now", now);
        return lease(due, max, mail -> true, () -> lease, leaseUntil).stream()
                .map(Taken::id)
                .toList();
    }

    /** Extends leases that have not ended. */
    public void renew(Collection<String> leases, long now, long maxUntil, long newUntil) {
        em.createQuery("update MailEntity m set m.dueAt = :until"
                        + " where m.dueAt > :now and m.dueAt <= :max and m.lease in :leases")
                .setParameter("until", newUntil)
                .setParameter("now", now)
                .setParameter("max", maxUntil)
                .setParameter("leases", leases)
                .executeUpdate();
    }

    private static List<Taken> lease(
            TypedQuery<MailEntity> due,
            int max,
            Predicate<MailEntity> wanted,
            Supplier<String> lease,
            long leaseUntil) {
        due.setMaxResults(max).setLockMode(LockModeType.PESSIMISTIC_WRITE);
        due.unwrap(SelectionQuery.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        List<Taken> taken = new ArrayList<>();
        for (MailEntity mail : due.getResultList()) {
            if (wanted.test(mail)) {
                mail.status = MailStatus.SENDING;
                mail.lease = lease.get();
                mail.dueAt = leaseUntil;
                taken.add(new Taken(mail.id, mail.realmId, mail.lease, Optional.ofNullable(mail.runId)));
            }
        }
        return taken;
    }

    /** Opens mails of one realm that this lease holds. What must not be sent any more is settled here and left out. */
    public List<QueuedMail> open(RealmModel realm, Collection<String> ids, String lease, long now) {
        RealmCipher cipher = new RealmCipher(session);
        List<QueuedMail> mails = new ArrayList<>();
        for (MailEntity mail : held(ids, lease)) {
            if (mail.expiresAt != null && mail.expiresAt <= now) {
                settle(realm, mail, lease, new StatusChange(MailStatus.EXPIRED, now), MailMetrics.WAITED_TOO_LONG);
            } else if (suppressions.find(realm, mail.addressHash, mail.kind).isPresent()) {
                settle(realm, mail, lease, new StatusChange(MailStatus.SUPPRESSED, now), "suppression list");
            } else {
                try {
                    mails.add(queued(mail, cipher.open(realm, mail.id, mail.content, MailContent.class)));
                } catch (IllegalStateException e) {
                    settle(realm, mail, lease, new StatusChange(MailStatus.FAILED, now), "content unreadable");
                }
            }
        }
        return mails;
    }

    /** The id of the newest mail for each recipient of these mails. */
    public Map<Recipient, String> newest(RealmModel realm, Collection<QueuedMail> mails) {
        Map<Recipient, String> newest = new HashMap<>();
        if (mails.isEmpty()) {
            return newest;
        }
        List<Object[]> rows = em.createQuery(
                        "select m.userId, m.kind, max(m.id) from MailEntity m"
                                + " where m.realmId = :realm and m.userId in :users group by m.userId, m.kind",
                        Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter(
                        "users",
                        mails.stream().map(mail -> mail.userId().orElse("")).collect(Collectors.toSet()))
                .getResultList();
        rows.forEach(row -> newest.put(new Recipient((String) row[0], (MailKind) row[1]), (String) row[2]));
        return newest;
    }

    /** Ends a held mail unsent, because it became pointless. */
    public void expire(RealmModel realm, QueuedMail queued, String why, long now) {
        settle(
                realm,
                em.find(MailEntity.class, queued.id()),
                queued.lease(),
                new StatusChange(MailStatus.EXPIRED, now),
                why);
    }

    /** Puts a held mail back untried. */
    public void postpone(QueuedMail queued, String why, long dueAt) {
        MailEntity mail = em.find(MailEntity.class, queued.id());
        if (stillHeld(mail, queued.lease())) {
            putBack(mail, Optional.of(why), dueAt);
        }
    }

    private void settle(RealmModel realm, MailEntity mail, String lease, StatusChange fate, String why) {
        if (stillHeld(mail, lease)) {
            ledger.settle(realm, mail, fate, Optional.of(why));
        }
    }

    /**
     * Locks a row that this transaction has read, and reads it again: in the meantime a provider may have reported an earlier
     * attempt, which settles the mail.
     */
    private boolean stillHeld(MailEntity mail, String lease) {
        em.refresh(mail, LockModeType.PESSIMISTIC_WRITE);
        return lease.equals(mail.lease);
    }

    /** Puts a mail back that no worker has begun, so that any node may have it at once. */
    public void release(Taken taken, long now) {
        MailEntity mail = em.find(MailEntity.class, taken.id(), LockModeType.PESSIMISTIC_WRITE);
        if (mail != null && taken.lease().equals(mail.lease)) {
            putBack(mail, Optional.empty(), now);
        }
    }

    private static void putBack(MailEntity mail, Optional<String> why, long dueAt) {
        mail.status = MailStatus.QUEUED;
        mail.lease = null;
        mail.dueAt = dueAt;
        why.ifPresent(error -> mail.error = MailLedger.text(error, 255));
    }

    /**
     * Records the outcome of an attempt. A mail that another node has taken over is left alone, unless the outcome is that a
     * transport accepted it: that is a fact, however late it is recorded.
     */
    public void finish(RealmModel realm, QueuedMail queued, AttemptResult outcome, long now) {
        MailEntity mail = em.find(MailEntity.class, queued.id(), LockModeType.PESSIMISTIC_WRITE);
        if (mail == null) {
            return;
        }
        boolean reportedMeanwhile = !mail.status.open() && mail.transport == null;
        boolean held = queued.lease().equals(mail.lease);
        if (!held && !reportedMeanwhile && outcome.status() != MailStatus.SENT) {
            return;
        }
        mail.attempts += outcome.attempt() ? 1 : 0;
        outcome.transport().ifPresent(transport -> mail.transport = transport);
        outcome.providerMessageId().ifPresent(id -> mail.providerMessageId = MailLedger.text(id, 255));
        if (outcome.status() != MailStatus.QUEUED) {
            outcome.suppress().ifPresent(type -> ledger.address(realm, mail, type, now, outcome.error()));
            ledger.settle(realm, mail, new StatusChange(outcome.status(), now), outcome.error());
        } else if (!reportedMeanwhile) {
            putBack(mail, outcome.error(), outcome.dueAt());
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
                Optional.ofNullable(mail.userId),
                mail.lease,
                mail.kind,
                mail.recipient,
                Optional.ofNullable(mail.runId),
                mail.attempts,
                mail.createdAt,
                mail.expiresAt == null ? Long.MAX_VALUE : mail.expiresAt,
                content);
    }
}
