package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.PasswordRule;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.policy.PasswordPolicyConfigException;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/**
 * A policy made of rules. What it does is told in the console by the message {@code passwordPoliciesHelp.<id>}.
 *
 * @param <C> what stands in its brackets
 */
interface RulePolicyFactory<C> extends PasswordPolicyProviderFactory {

    /**
     * @param value empty without brackets
     * @throws PasswordPolicyConfigException the message says what would be right; Keycloak adds the policy's name
     */
    C parse(String value);

    List<PasswordRule> rules(KeycloakSession session, RealmModel realm, C config, Person person);

    @Override
    default PasswordPolicyProvider create(KeycloakSession session) {
        return new RulePolicy<>(session, this);
    }

    @Override
    default String getConfigType() {
        return PasswordPolicyProvider.STRING_CONFIG_TYPE;
    }

    @Override
    default boolean isMultiplSupported() {
        return false;
    }

    @Override
    default void init(Config.Scope config) {
        // no options
    }

    @Override
    default void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    default void close() {
        // nothing was opened
    }
}
