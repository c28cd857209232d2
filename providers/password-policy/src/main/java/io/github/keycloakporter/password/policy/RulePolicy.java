package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.Candidate;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

/** A policy that can tell all rules a password breaks. Asked by stock's manager it tells the first, as stock's policies do. */
final class RulePolicy<C> implements PasswordPolicyProvider, StatelessProvider {

    private final KeycloakSession session;
    private final RulePolicyFactory<C> factory;

    RulePolicy(KeycloakSession session, RulePolicyFactory<C> factory) {
        this.session = session;
        this.factory = factory;
    }

    List<PasswordRule> rules(RealmModel realm, Person person) {
        C config = realm.getPasswordPolicy().getPolicyConfig(factory.getId());
        return factory.rules(session, realm, config, person);
    }

    @Override
    public PolicyError validate(RealmModel realm, UserModel user, String password) {
        return first(realm, Person.of(user), password);
    }

    @Override
    public PolicyError validate(String user, String password) {
        return first(session.getContext().getRealm(), Person.registering(session, user), password);
    }

    private PolicyError first(RealmModel realm, Person person, String password) {
        Candidate candidate = Candidate.of(password);
        return rules(realm, person).stream()
                .filter(rule -> !rule.isMetBy(candidate))
                .findFirst()
                .map(RealmRules::error)
                .orElse(null);
    }

    @Override
    public Object parseConfig(String value) {
        return factory.parse(value == null ? "" : value.trim());
    }
}
