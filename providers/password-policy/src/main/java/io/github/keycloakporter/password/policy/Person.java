package io.github.keycloakporter.password.policy;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * Whose password it will be, as far as the rules want to know.
 *
 * @param account none before there is one
 * @param names of the person
 * @param addresses and the user name, which may be one
 */
public record Person(Optional<UserModel> account, Collection<String> names, Collection<String> addresses) {

    private static final List<String> SECOND_FACTORS = List.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, RecoveryAuthnCodesCredentialModel.TYPE);

    public static Person of(UserModel user) {
        return new Person(
                Optional.of(user),
                present(user.getFirstName(), user.getLastName()),
                present(user.getUsername(), user.getEmail()));
    }

    /** Somebody who is filling in the registration form: Keycloak names the user name alone, the form has the rest. */
    static Person registering(KeycloakSession session, String username) {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        return new Person(
                Optional.empty(),
                present(form.getFirst(UserModel.FIRST_NAME), form.getFirst(UserModel.LAST_NAME)),
                present(username, form.getFirst(UserModel.EMAIL)));
    }

    public static Person unknown() {
        return new Person(Optional.empty(), List.of(), List.of());
    }

    /** A log-in asks for more than the password, if the realm's flow does so for those who have more (stock's does). */
    boolean hasSecondFactor() {
        return account.map(UserModel::credentialManager)
                .filter(credentials -> SECOND_FACTORS.stream().anyMatch(credentials::isConfiguredFor))
                .isPresent();
    }

    private static List<String> present(String... values) {
        return Stream.of(values).filter(Objects::nonNull).toList();
    }
}
