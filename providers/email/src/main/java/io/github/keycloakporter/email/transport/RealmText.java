package io.github.keycloakporter.email.transport;

import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;

/** Texts among a realm's settings: blank ones count as missing. */
public final class RealmText {

    private RealmText() {}

    public static Optional<String> attribute(RealmModel realm, String name) {
        return present(realm.getAttribute(name));
    }

    public static Optional<String> setting(Map<String, String> settings, String name) {
        return present(settings.get(name));
    }

    /** A secret: the value itself, or what the vault holds where it is a {@code ${vault.…}} expression. */
    public static Optional<String> secret(KeycloakSession session, Map<String, String> settings, String name) {
        // not trimmed: a password may begin or end with a blank
        return Optional.ofNullable(settings.get(name))
                .filter(value -> !value.isEmpty())
                .map(value -> {
                    try (VaultStringSecret secret = session.vault().getStringSecret(value)) {
                        return secret.get().orElse(value);
                    }
                });
    }

    private static Optional<String> present(String value) {
        return Optional.ofNullable(value).map(String::trim).filter(text -> !text.isEmpty());
    }
}
