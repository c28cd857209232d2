package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.password.rule.StrengthRules;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code porter-length(15)} or {@code porter-length(15,8)}: a length in code points, no rule of composition. */
public final class LengthPolicyFactory implements RulePolicyFactory<Lengths> {

    public static final String PROVIDER_ID = "porter-length";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayName() {
        return "Porter: Length";
    }

    @Override
    public String getDefaultConfigValue() {
        return "15,8";
    }

    @Override
    public Lengths parse(String value) {
        return Lengths.parse(value.isEmpty() ? getDefaultConfigValue() : value);
    }

    @Override
    public List<PasswordRule> rules(KeycloakSession session, RealmModel realm, Lengths config, Person person) {
        return StrengthRules.length(config.of(person));
    }
}
