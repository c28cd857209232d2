package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.Set;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Has each realm checked when something first happens there, and when it is saved. */
final class SettingsCheck implements EventListenerProvider, StatelessProvider {

    private final KeycloakSession session;
    private final RealmCheck check;
    private final Set<String> transports;
    private final Set<String> checked;
    private final RealmSummary summary;

    SettingsCheck(
            KeycloakSession session,
            RealmCheck check,
            Set<String> transports,
            Set<String> checked,
            RealmSummary summary) {
        this.session = session;
        this.check = check;
        this.transports = transports;
        this.checked = checked;
        this.summary = summary;
    }

    @Override
    public void onEvent(Event event) {
        checkOnce(event.getRealmId());
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() == ResourceType.REALM && event.getRealmId() != null) {
            checked.remove(event.getRealmId());
        }
        checkOnce(event.getRealmId());
    }

    private void checkOnce(String realmId) {
        if (realmId == null || !checked.add(realmId)) {
            return;
        }
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm != null) {
            check.check(realm, transports);
            summary.check(session, realm);
        }
    }
}
