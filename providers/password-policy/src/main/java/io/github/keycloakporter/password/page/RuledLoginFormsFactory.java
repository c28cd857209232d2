package io.github.keycloakporter.password.page;

import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.LoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

public final class RuledLoginFormsFactory
        implements LoginFormsProviderFactory, SimpleProviderFactory<LoginFormsProvider> {

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
    public LoginFormsProvider create(KeycloakSession session) {
        return new RuledLoginForms(session);
    }
}
