package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.crypto.RealmCipher;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailQuery;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import io.github.keycloakporter.spi.mail.OutgoingMail;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

public final class JpaEmailOutboxProvider implements EmailOutboxProvider, StatelessProvider {

    private final KeycloakSession session;
    private final OutboxConfig config;
    private final EntityManager em;
    private final SuppressionList suppressions;
    private final MailMetrics metrics;
    private final TimeOrderedIds ids;
    private final Runnable dispatcher;

    /** @param dispatcher called after the commit of a transaction that queued something */
    public JpaEmailOutboxProvider(
            KeycloakSession session,
            OutboxConfig config,
            MailMetrics metrics,
            TimeOrderedIds ids,
            Runnable dispatcher) {
        this.session = session;
        this.config = config;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.suppressions = new SuppressionList(em, config.softBounces());
        this.metrics = metrics;
        this.ids = ids;
        this.dispatcher = dispatcher;
    }

    @Override
    public String enqueue(RealmModel realm, OutgoingMail mail) {
        long now = System.currentTimeMillis();
        MailEntity row = new MailEntity();
        row.id = ids.next(now);
        row.realmId = realm.getId();
        row.userId = mail.userId().orElse(null);
        row.kind = mail.kind();
        row.recipient = mail.recipient();
        row.addressHash = AddressHash.of(realm, mail.recipient());
        row.subject = MailLedger.text(mail.subject(), 255);
        row.content = new RealmCipher(session).seal(realm, row.id, content(mail));
        row.runId = mail.run().orElse(null);
        row.status = MailStatus.QUEUED;
        row.dueAt = now;
        row.createdAt = now;
        row.updatedAt = now;
        row.statusAt = now;
        row.expiresAt = now + config.patience().get(mail.kind()).toMillis();
        em.persist(row);
        afterCommit(MailMetrics.Change.of(realm, row, false));
        return row.id;
    }

    private static MailContent content(OutgoingMail mail) {
        return new MailContent(
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.link().orElse(null),
                mail.unsubscribe().map(URI::toString).orElse(null),
                mail.personal());
    }

    private void afterCommit(MailMetrics.Change queued) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                metrics.changed(queued);
                dispatcher.run();
            }

            @Override
            protected void rollbackImpl() {
                // the row is gone with everything else
            }
        });
    }

    @Override
    public int cancel(RealmModel realm, String userId) {
        List<MailEntity> waiting = em.createQuery(
                        "select m from MailEntity m where m.userId = :user and m.realmId = :realm"
                                + " and m.status = :queued and m.kind in :kinds",
                        MailEntity.class)
                .setParameter("user", userId)
                .setParameter("realm", realm.getId())
                .setParameter("queued", MailStatus.QUEUED)
                .setParameter("kinds", MailKind.withLinks())
                .getResultList();
        MailLedger ledger = new MailLedger(em, suppressions, new StatusEvents(session, metrics, false));
        long now = System.currentTimeMillis();
        waiting.forEach(mail ->
                ledger.settle(realm, mail, new StatusChange(MailStatus.EXPIRED, now), Optional.of("account changed")));
        return waiting.size();
    }

    @Override
    public Optional<MailRecord> latest(RealmModel realm, String userId, MailKind kind) {
        return mails(realm, new MailQuery(Optional.of(userId), Optional.empty(), Optional.of(kind), 0, 1))
                .findFirst();
    }

    @Override
    public Optional<MailRecord> mail(RealmModel realm, String id) {
        return Optional.ofNullable(em.find(MailEntity.class, id))
                .filter(mail -> mail.realmId.equals(realm.getId()))
                .map(JpaEmailOutboxProvider::mailRecord);
    }

    @Override
    public Stream<MailRecord> mails(RealmModel realm, MailQuery query) {
        return new MailSearch(em, realm, query).stream().map(JpaEmailOutboxProvider::mailRecord);
    }

    @Override
    public boolean report(RealmModel realm, DeliveryEvent event) {
        return new MailLedger(em, suppressions, new StatusEvents(session, metrics, true)).report(realm, event);
    }

    @Override
    public Optional<Suppression> suppression(RealmModel realm, String address, MailKind kind) {
        return suppressions.find(realm, AddressHash.of(realm, address), kind);
    }

    @Override
    public Stream<Suppression> suppressions(RealmModel realm, SuppressionFilter filter, int first, int max) {
        return suppressions.list(realm, filter, first, max);
    }

    @Override
    public void suppress(RealmModel realm, String address, Suppression.Reason reason) {
        suppressions.add(
                realm, AddressHash.of(realm, address), reason, Time.currentTimeMillis(), null, Optional.empty());
    }

    @Override
    public boolean lift(RealmModel realm, String address) {
        return suppressions.lift(realm, address.contains("@") ? AddressHash.of(realm, address) : address);
    }

    @Override
    public int lift(RealmModel realm, SuppressionFilter filter) {
        return suppressions.lift(realm, filter);
    }

    private static MailRecord mailRecord(MailEntity mail) {
        return new MailRecord(
                mail.id,
                mail.kind,
                Optional.ofNullable(mail.userId),
                mail.recipient,
                mail.subject,
                mail.status,
                mail.attempts,
                Optional.ofNullable(mail.transport),
                Optional.ofNullable(mail.providerMessageId),
                Optional.ofNullable(mail.error),
                Instant.ofEpochMilli(mail.createdAt),
                Instant.ofEpochMilli(mail.updatedAt),
                Optional.ofNullable(mail.expiresAt).map(Instant::ofEpochMilli));
    }
}
