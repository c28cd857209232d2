package io.github.keycloakporter.verification.trust;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import io.github.keycloakporter.spi.trust.SignInMethod;
import io.github.keycloakporter.spi.trust.SignInMethod.Kind;
import io.github.keycloakporter.verification.trust.AddressProofs.State;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** Account trust in Keycloak's database. */
final class JpaAccountTrust implements AccountTrustProvider, StatelessProvider {

    private static final Logger LOGGER = Logger.getLogger(JpaAccountTrust.class);

    private final KeycloakSession session;
    private final AddressProofs proofs;
    private final VerificationMetrics metrics;

    JpaAccountTrust(KeycloakSession session, VerificationMetrics metrics) {
        this.session = session;
        this.metrics = metrics;
        this.proofs = new AddressProofs(
                session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    @Override
    public boolean isTrusted(RealmModel realm, UserModel user) {
        State state = hasRow(user) ? proofs.of(user.getId()) : State.UNKNOWN;
        return state == State.PROVEN || (state == State.UNKNOWN && (user.isEmailVerified() || !realm.isVerifyEmail()));
    }

    @Override
    public void noteUnproven(RealmModel realm, UserModel user) {
        if (hasRow(user) && !user.isEmailVerified() && proofs.addUnproven(realm.getId(), user.getId())) {
            String name = realm.getName();
            afterCommit(() -> metrics.started(name));
        }
    }

    @Override
    public void noteProof(RealmModel realm, UserModel user) {
        if (hasRow(user)) {
            String name = realm.getName();
            proofs.addProof(realm.getId(), user.getId())
                    .ifPresent(after -> afterCommit(() -> metrics.verified(name, after)));
        }
    }

    private void afterCommit(Runnable work) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                work.run();
            }

            @Override
            protected void rollbackImpl() {
                // nothing happened
            }
        });
    }

    @Override
    public List<SignInMethod> untrusted(RealmModel realm, UserModel user) {
        return isTrusted(realm, user) ? List.of() : SignInMethod.of(session, realm, user);
    }

    @Override
    public void remove(RealmModel realm, UserModel user, List<SignInMethod> methods) {
        if (methods.isEmpty()) {
            return;
        }
        methods.forEach(method -> remove(realm, user, method));
        endSessions(realm, user);
        if (!hasWayToSignIn(realm, user)) {
            user.addRequiredAction(RequiredAction.UPDATE_PASSWORD);
        }
        LOGGER.infof(
                "The address of user %s was proven elsewhere; what was set before is removed: %s",
                user.getId(), methods.stream().map(SignInMethod::kind).toList());
    }

    private void remove(RealmModel realm, UserModel user, SignInMethod method) {
        if (method.kind() == Kind.PROVIDER) {
            session.users().removeFederatedIdentity(realm, user, method.alias());
        } else {
            user.credentialManager()
                    .getStoredCredentialsStream()
                    .filter(method::isCredential)
                    .map(CredentialModel::getId)
                    .toList()
                    .forEach(user.credentialManager()::removeStoredCredentialById);
        }
    }

    /** There are some only where the realm did not ask for a verified address earlier. */
    private void endSessions(RealmModel realm, UserModel user) {
        session.sessions().removeUserSessions(realm, user);
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, user).toList();
        offline.forEach(each -> session.sessions().removeOfflineUserSession(realm, each));
    }

    private boolean hasWayToSignIn(RealmModel realm, UserModel user) {
        return user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
                || SignInMethod.of(session, realm, user).stream()
                        .map(SignInMethod::kind)
                        .anyMatch(kind -> kind == Kind.PROVIDER || kind == Kind.PASSKEY);
    }

    /** A transient user lives as long as its session, and nobody signs in to the account of a client. */
    private static boolean hasRow(UserModel user) {
        return !LightweightUserAdapter.isLightweightUser(user) && user.getServiceAccountClientLink() == null;
    }
}
