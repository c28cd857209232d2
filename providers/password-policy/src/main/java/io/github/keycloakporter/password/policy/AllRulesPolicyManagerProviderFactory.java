package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PasswordPolicyManagerProviderFactory;

public final class AllRulesPolicyManagerProviderFactory
        implements PasswordPolicyManagerProviderFactory, SimpleProviderFactory<PasswordPolicyManagerProvider> {

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
}
