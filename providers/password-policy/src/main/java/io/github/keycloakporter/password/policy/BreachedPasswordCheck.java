package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.breach.NotBreached;
import io.github.keycloakporter.password.rule.Candidate;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * After the log-in form: who came in with a password that is known from a breach chooses another one before going on. Every
 * other rule is left to the day a password is chosen (NIST SP 800-63B-4, 3.1.1.2: a change only on evidence of compromise).
 */
final class BreachedPasswordCheck implements Authenticator, StatelessProvider {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String password =
                context.getHttpRequest().getDecodedFormParameters().getFirst(CredentialRepresentation.PASSWORD);
        if (password != null && isBreached(context, password)) {
            context.getUser().addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        }
        context.success();
    }

    /** With the mode that the realm's policy names; nothing is looked up in a realm without it. */
    private static boolean isBreached(AuthenticationFlowContext context, String password) {
        Candidate candidate = Candidate.of(password);
        return RealmRules.of(context.getSession(), context.getRealm()).rules(Person.of(context.getUser())).stream()
                .filter(NotBreached.class::isInstance)
                .anyMatch(rule -> !rule.isMetBy(candidate));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // has no form
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // none
    }
}
