package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.SenderIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes leased rows ready to be sent, in one short transaction: finds the realm's transports, opens the mails, issues their
 * links. Whatever must not be sent is settled here.
 */
final class BatchLoader {

    /** The realm's own order of transports, in place of the option's. */
    static final String TRANSPORTS_ATTRIBUTE = "porter.mail.transports";

    private final KeycloakSessionFactory sessions;
    private final OutboxConfig config;
    private final MailMetrics metrics;
    private final BiPredicate<MailRoute, SenderIdentity> open;

    /** @param open whether a transport may be called now; links are issued only if one may */
    BatchLoader(
            KeycloakSessionFactory sessions,
            OutboxConfig config,
            MailMetrics metrics,
            BiPredicate<MailRoute, SenderIdentity> open) {
        this.sessions = sessions;
        this.config = config;
        this.metrics = metrics;
        this.open = open;
    }

    /** Empty if nothing is left to send. */
    Optional<MailBatch> load(MailBatch.Claimed claimed) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> load(session, claimed));
    }

    private Optional<MailBatch> load(KeycloakSession session, MailBatch.Claimed claimed) {
        MailQueue queue = new MailQueue(session, config, metrics);
        List<String> ids = new ArrayList<>(List.of(claimed.row().id()));
        RealmModel realm = session.realms().getRealm(claimed.row().realmId());
        if (realm == null) {
            queue.delete(ids);
            return Optional.empty();
        }
        session.getContext().setRealm(realm);
        long now = System.currentTimeMillis();
        List<MailRoute> routes = routes(session, realm);
        Optional<SenderIdentity> sender = SenderIdentity.of(realm.getSmtpConfig());
        fillUp(queue, claimed, routes, now).forEach(ids::add);
        List<QueuedMail> mails = queue.open(realm, ids, claimed.lease().id(), now);
        if (sender.isPresent() && !routes.isEmpty()) {
            mails = ready(session, realm, queue, routes, sender.get(), mails, now);
        }
        return mails.isEmpty()
                ? Optional.empty()
                : Optional.of(new MailBatch(realm.getId(), realm.getName(), sender, routes, mails, claimed.lease()));
    }

    /** A link is issued only for a mail that can leave: it replaces the link in the recipient's mailbox. */
    private List<QueuedMail> ready(
            KeycloakSession session,
            RealmModel realm,
            MailQueue queue,
            List<MailRoute> routes,
            SenderIdentity sender,
            List<QueuedMail> mails,
            long now) {
        if (routes.stream().noneMatch(route -> open.test(route, sender))) {
            long due = now + config.retryFirst().toMillis();
            mails.forEach(mail -> queue.postpone(mail, "every circuit open", due));
            return List.of();
        }
        return new LinkIssuer(session, realm, queue, config.retryFirst()).issue(mails, now);
    }

    /** More mails of the same bulk run, as many as fit into one call of the transport. */
    private static List<String> fillUp(MailQueue queue, MailBatch.Claimed claimed, List<MailRoute> routes, long now) {
        int batch = routes.isEmpty() ? 1 : routes.get(0).batchSize();
        return claimed.row()
                .run()
                .filter(run -> batch > 1)
                .map(run -> queue.takeOfRun(
                        run,
                        batch - 1,
                        claimed.lease().id(),
                        now,
                        claimed.lease().until()))
                .orElse(List.of());
    }

    private List<MailRoute> routes(KeycloakSession session, RealmModel realm) {
        String own = realm.getAttribute(TRANSPORTS_ATTRIBUTE);
        List<String> order = own == null || own.isBlank() ? config.transports() : OutboxConfig.transports(own);
        return order.stream()
                .map(id -> session.getProvider(EmailTransportProvider.class, id))
                .flatMap(transport ->
                        transport == null ? Optional.<MailRoute>empty().stream() : transport.route(realm).stream())
                .toList();
    }
}
