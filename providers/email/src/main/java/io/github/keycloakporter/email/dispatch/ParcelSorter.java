package io.github.keycloakporter.email.dispatch;

import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailQueue;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.github.keycloakporter.spi.mail.MailRoute;
import io.github.keycloakporter.spi.mail.MailSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Makes parcels of taken rows: opens them and finds the realm's transports. One session serves one realm only, because a
 * session's vault belongs to one realm.
 */
final class ParcelSorter {

    /** The realm's own order of transports, in place of the option's. */
    static final String TRANSPORTS_ATTRIBUTE = "porter.mail.transports";

    private final OutboxConfig config;
    private final MailMetrics metrics;

    ParcelSorter(OutboxConfig config, MailMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** @param taken rows of one realm under one lease */
    List<Parcel> sort(KeycloakSession session, String realmId, List<MailQueue.Taken> taken, String lease, long now) {
        MailQueue queue = new MailQueue(session, config, metrics);
        List<String> ids = taken.stream().map(MailQueue.Taken::id).collect(Collectors.toCollection(ArrayList::new));
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            queue.delete(ids);
            return List.of();
        }
        session.getContext().setRealm(realm);
        List<MailRoute> routes = routes(session, realm);
        int batch = routes.isEmpty() ? 1 : routes.get(0).batchSize();
        if (batch > 1) {
            fillUp(queue, taken, ids, batch, lease, now);
        }
        Map<String, List<QueuedMail>> parcels = queue.open(realm, ids, lease, now).stream()
                .collect(Collectors.groupingBy(mail -> batch > 1 ? parcelOf(mail) : mail.id()));
        Optional<MailSender> sender = MailSender.of(realm.getSmtpConfig());
        return parcels.values().stream()
                .map(mails -> new Parcel(realmId, realm.getName(), sender, routes, mails))
                .toList();
    }

    /** Mails of a run that say nothing of what is personal in them have no common text, so each is a parcel of its own. */
    private static String parcelOf(QueuedMail mail) {
        return mail.run().filter(run -> !mail.content().personal().isEmpty()).orElse(mail.id());
    }

    /** Where a bulk run may leave in one call, the rest of the call's room is taken up by more of that run. */
    private void fillUp(
            MailQueue queue, List<MailQueue.Taken> taken, List<String> ids, int batch, String lease, long now) {
        Map<String, Long> runs = taken.stream()
                .flatMap(row -> row.run().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long until = now + config.lease().toMillis();
        runs.forEach((run, count) -> {
            int room = (int) (batch - count);
            if (room > 0) {
                queue.takeOfRun(run, room, lease, now, until).forEach(more -> ids.add(more.id()));
            }
        });
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
