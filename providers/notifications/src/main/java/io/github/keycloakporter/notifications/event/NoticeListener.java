package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.NoticeMetrics;
import io.github.keycloakporter.notifications.notice.NoticeSettings;
import io.github.keycloakporter.notifications.notice.Notices;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Hears of what happens to accounts, inside the transaction that does it: a notice is there if and only if the change is.
 * Of a lock by brute-force detection it hears in the transaction that locks.
 */
final class NoticeListener implements EventListenerProvider, StatelessProvider {

    private final KeycloakSession session;
    private final NoticeSettings switches;
    private final NoticeMetrics metrics;

    NoticeListener(KeycloakSession session, NoticeSettings switches, NoticeMetrics metrics) {
        this.session = session;
        this.switches = switches;
        this.metrics = metrics;
    }

    @Override
    public void onEvent(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null
                && event.getError() == null
                && event.getUserId() != null
                && !session.getTransactionManager().getRollbackOnly()) {
            new UserEventNotices(session, realm, notices(realm)).tell(event);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null && event.getError() == null) {
            new AdminEventNotices(session, realm, notices(realm)).tell(event);
        }
    }

    private Notices notices(RealmModel realm) {
        return new Notices(session, realm, switches, metrics);
    }
}
