package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.password.rule.StrengthRules;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code porter-strength(12)}: a length, four kinds of characters, no runs, no repeats. */
public final class StrengthPolicyFactory implements RulePolicyFactory<Lengths> {

    public static final String PROVIDER_ID = "porter-strength";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayName() {
        return "Porter: Strength";
    }

    @Override
    public String getDefaultConfigValue() {
        return "12";
    }

    @Override
    public Lengths parse(String value) {
        return Lengths.parse(value.isEmpty() ? getDefaultConfigValue() : value);
    }

    @Override
    public List<PasswordRule> rules(KeycloakSession session, RealmModel realm, Lengths config, Person person) {
        return StrengthRules.strength(config.of(person));
    }
}
