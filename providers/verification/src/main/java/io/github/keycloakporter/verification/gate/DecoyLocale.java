package io.github.keycloakporter.verification.gate;

import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.locale.LocaleUpdaterProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The cookie of the language, which Keycloak's action {@code update_user_locale} sets for a user at each such page. */
final class DecoyLocale {

    private static final String ACTION = "update_user_locale";

    private final KeycloakSession session;

    DecoyLocale(KeycloakSession session) {
        this.session = session;
    }

    void update(RealmModel realm, Decoy decoy) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(ACTION);
        if (action == null || !action.isEnabled()) {
            return;
        }
        LocaleUpdaterProvider updater = session.getProvider(LocaleUpdaterProvider.class);
        String requested = decoy.authSession().getAuthNote(LocaleSelectorProvider.USER_REQUEST_LOCALE);
        if (requested != null) {
            if (!requested.equals(decoy.locale())) {
                decoy.locale(requested);
                updater.updateLocaleCookie(requested);
            }
        } else if (decoy.locale() != null) {
            updater.updateLocaleCookie(decoy.locale());
        } else {
            updater.expireLocaleCookie();
        }
    }
}
