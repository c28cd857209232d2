package io.github.keycloakporter.verification.gate;

import java.util.Optional;
import org.keycloak.authentication.FormAction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What a realm asks of an address at its registration, beyond its being one: it holds for one that is corrected afterwards, too.
 * The factory of the form's step tells it.
 */
public interface AddressPolicy {

    /** The key of what to say to whoever typed it; empty for an address that may pass. */
    Optional<String> refusal(RealmModel realm, String address);

    /** The first thing that anybody has against it. */
    static Optional<String> refusal(KeycloakSession session, RealmModel realm, String address) {
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(FormAction.class)
                .filter(AddressPolicy.class::isInstance)
                .map(AddressPolicy.class::cast)
                .flatMap(policy -> policy.refusal(realm, address).stream())
                .findFirst();
    }
}
