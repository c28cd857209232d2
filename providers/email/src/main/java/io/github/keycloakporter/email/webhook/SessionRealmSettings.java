package io.github.keycloakporter.email.webhook;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;

/** The settings of the session's realm. */
final class SessionRealmSettings implements RealmSettings {

    private final KeycloakSession session;
    private final RealmModel realm;

    SessionRealmSettings(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    @Override
    public String id() {
        return realm.getId();
    }

    @Override
    public String name() {
        return realm.getName();
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(realm.getAttribute(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<String> secret(String expression) {
        try (VaultStringSecret secret = session.vault().getStringSecret(expression)) {
            return secret.get();
        }
    }
}
