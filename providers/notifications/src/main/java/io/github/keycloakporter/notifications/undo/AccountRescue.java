package io.github.keycloakporter.notifications.undo;

import io.github.keycloakporter.notifications.store.AddressChanges;
import io.github.keycloakporter.notifications.store.AddressChanges.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.common.ClientConnection;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** Takes an account out of the hands of whoever got into it, and keeps a list of what was done. */
final class AccountRescue {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final ClientConnection caller;
    private final List<String> undone = new ArrayList<>();

    AccountRescue(KeycloakSession session, RealmModel realm, UserModel user, ClientConnection caller) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.caller = caller;
    }

    /**
     * Ends all sessions, online and offline, and every token there is. With each goes what its browser has open: a form for
     * a new password, opened before, could be sent afterwards. Keycloak gives both the same id.
     */
    void endSessions() {
        session.users().setNotBeforeForUser(realm, user, Time.currentTime());
        List<UserSessionModel> online =
                session.sessions().getUserSessionsStream(realm, user).toList();
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, user).toList();
        online.forEach(each -> AuthenticationManager.backchannelLogout(
                session,
                realm,
                each,
                session.getContext().getUri(),
                caller,
                session.getContext().getRequestHeaders(),
                true));
        offline.forEach(each -> session.sessions().removeOfflineUserSession(realm, each));
        Stream.concat(online.stream(), offline.stream())
                .map(UserSessionModel::getId)
                .distinct()
                .forEach(this::closeForms);
        undone.add("sessions");
    }

    private void closeForms(String id) {
        RootAuthenticationSessionModel forms = session.authenticationSessions().getRootAuthenticationSession(realm, id);
        if (forms != null) {
            session.authenticationSessions().removeRootAuthenticationSession(realm, forms);
        }
    }

    /**
     * A required action would let the intruder choose the new password, so the old one goes. Where it lives in a directory
     * and cannot go, the account is disabled.
     */
    void dropPassword() {
        drop(user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE));
        if (user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            disable();
        }
    }

    /** Only an administrator opens the account again. */
    void disable() {
        if (user.isEnabled()) {
            user.setEnabled(false);
            undone.add("account");
        }
    }

    void dropFactor(String credentialId) {
        drop(Stream.ofNullable(user.credentialManager().getStoredCredentialById(credentialId)));
    }

    void dropProvider(String alias) {
        if (session.users().removeFederatedIdentity(realm, user, alias)) {
            undone.add("identity-provider:" + alias);
        }
    }

    /** One logs in with a passkey alone. A second factor stays: whoever has but the mailbox must not get rid of it. */
    void dropPasskeysSince(long millis) {
        drop(user.credentialManager()
                .getStoredCredentialsByTypeStream(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                .filter(passkey -> isSince(passkey, millis)));
    }

    /** @return false if somebody else has the address by now; then an administrator has to look at it */
    boolean returnTo(Change change) {
        String address = change.oldAddress();
        UserModel holder =
                realm.isDuplicateEmailsAllowed() ? null : session.users().getUserByEmail(realm, address);
        UserModel namesake =
                realm.isRegistrationEmailAsUsername() ? session.users().getUserByUsername(realm, address) : null;
        if (isOther(holder) || isOther(namesake)) {
            return false;
        }
        user.setEmail(address);
        user.setEmailVerified(true);
        if (realm.isRegistrationEmailAsUsername()) {
            user.setUsername(address);
        }
        user.removeAttribute(UserModel.EMAIL_PENDING);
        user.removeRequiredAction(RequiredAction.VERIFY_EMAIL);
        user.removeRequiredAction(RequiredAction.UPDATE_EMAIL);
        new AddressChanges(session, realm).takeBack(change, user.getId());
        undone.add("address");
        return true;
    }

    List<String> undone() {
        return List.copyOf(undone);
    }

    /** What an intruder could have left behind. */
    List<String> left(long since) {
        return Stream.concat(
                        user.credentialManager()
                                .getStoredCredentialsStream()
                                .filter(credential -> isSince(credential, since))
                                .map(CredentialModel::getType),
                        session.users()
                                .getFederatedIdentitiesStream(realm, user)
                                .map(FederatedIdentityModel::getIdentityProvider)
                                .map(alias -> "identity-provider:" + alias))
                .toList();
    }

    private void drop(Stream<CredentialModel> credentials) {
        for (CredentialModel credential : credentials.toList()) {
            if (user.credentialManager().removeStoredCredentialById(credential.getId())) {
                undone.add(credential.getType());
            }
        }
    }

    private boolean isOther(UserModel holder) {
        return holder != null && !holder.getId().equals(user.getId());
    }

    private static boolean isSince(CredentialModel credential, long millis) {
        return credential.getCreatedDate() != null && credential.getCreatedDate() >= millis;
    }
}
