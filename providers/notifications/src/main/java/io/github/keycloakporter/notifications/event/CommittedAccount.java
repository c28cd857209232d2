package io.github.keycloakporter.notifications.event;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * An account as the database has it, without what the transaction under way has changed: what was before the change.
 *
 * <p>Keycloak's events of an administrator's update name neither the old address nor whether the account was enabled, and
 * some ways to change an address raise no event with the old one. A second transaction sees it whoever changes it.
 *
 * @param address null if it has none
 * @param passwords which passwords it has, by id and date
 * @param hasWayIn whether somebody could log in to it
 */
record CommittedAccount(String address, boolean verified, boolean enabled, String passwords, boolean hasWayIn) {

    /** Empty for an account that is just being made. */
    static Optional<CommittedAccount> of(KeycloakSession session, RealmModel realm, String userId) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), other -> {
            RealmModel sameRealm = other.realms().getRealm(realm.getId());
            if (sameRealm == null) {
                return Optional.empty();
            }
            other.getContext().setRealm(sameRealm);
            return Optional.ofNullable(other.users().getUserById(sameRealm, userId))
                    .map(user -> of(other, sameRealm, user));
        });
    }

    private static CommittedAccount of(KeycloakSession session, RealmModel realm, UserModel user) {
        boolean wayIn =
                user.credentialManager().getStoredCredentialsStream().findAny().isPresent()
                        || user.getFederationLink() != null
                        || session.users()
                                .getFederatedIdentitiesStream(realm, user)
                                .findAny()
                                .isPresent();
        return new CommittedAccount(user.getEmail(), user.isEmailVerified(), user.isEnabled(), passwords(user), wayIn);
    }

    static String passwords(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(credential -> credential.getId() + "@" + credential.getCreatedDate())
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(","));
    }

    /** Whether the account has another address now. Upper and lower case make none. */
    boolean isAnotherAddress(String now) {
        return address == null ? now != null : !address.equalsIgnoreCase(now);
    }

    /** The address as a place to tell something: only where its owner proved it. */
    Optional<String> provenAddress() {
        return Optional.ofNullable(address).filter(proven -> verified && !proven.isBlank());
    }
}
