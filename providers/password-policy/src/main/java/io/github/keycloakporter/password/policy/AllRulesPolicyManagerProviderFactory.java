package io.github.keycloakporter.password.policy;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PasswordPolicyManagerProviderFactory;

public final class AllRulesPolicyManagerProviderFactory implements PasswordPolicyManagerProviderFactory {

    public static final String PROVIDER_ID = "porter";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public PasswordPolicyManagerProvider create(KeycloakSession session) {
        return new AllRulesPolicyManagerProvider(session);
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
