package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;

/** Tells every rule that a password breaks; stock's manager stops at the first. */
final class AllRulesPolicyManagerProvider implements PasswordPolicyManagerProvider, StatelessProvider {

    private final KeycloakSession session;

    AllRulesPolicyManagerProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public PolicyError validate(RealmModel realm, UserModel user, String password) {
        List<PolicyError> errors = RealmRules.of(session, realm)
                .broken(Person.of(user), password, policy -> policy.validate(realm, user, password));
        return told(errors, realm, user);
    }

    @Override
    public PolicyError validate(String user, String password) {
        RealmModel realm = session.getContext().getRealm();
        List<PolicyError> errors = RealmRules.of(session, realm)
                .broken(Person.registering(session, user), password, policy -> policy.validate(user, password));
        return told(errors, realm, null);
    }

    /** A single one goes on as it is: its key then stands in the event. */
    private PolicyError told(List<PolicyError> errors, RealmModel realm, UserModel user) {
        return switch (errors.size()) {
            case 0 -> null;
            case 1 -> errors.get(0);
            default -> RuleMessages.of(session, realm, user).joined(errors);
        };
    }
}
