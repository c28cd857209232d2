package io.github.keycloakporter.recovery.password;

import java.util.stream.Collectors;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The password that a log-in in progress began with. If it is another one meanwhile, and was not changed here, then the
 * log-in stands on a password that counts no more: a thief must not finish what the owner has just put an end to.
 */
final class PasswordAtLogIn {

    private static final String NOTE = "porter.password-at-log-in";

    private final AuthenticationSessionModel authSession;
    private final UserModel user;

    PasswordAtLogIn(RequiredActionContext context) {
        this.authSession = context.getAuthenticationSession();
        this.user = context.getUser();
    }

    /** Notes the password once, and afterwards lets nobody finish with another: the action stands in the way. */
    void evaluate() {
        if (authSession.getAuthNote(NOTE) == null) {
            note();
        } else if (isStale()) {
            authSession.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        }
    }

    void note() {
        authSession.setAuthNote(NOTE, passwords());
    }

    boolean isStale() {
        String noted = authSession.getAuthNote(NOTE);
        return noted != null && !noted.equals(passwords());
    }

    /** Not their hashes: those change when a password is merely hashed anew. */
    private String passwords() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                .map(password -> password.getId() + "@" + password.getCreatedDate())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
