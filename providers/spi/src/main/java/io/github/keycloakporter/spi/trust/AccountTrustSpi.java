package io.github.keycloakporter.spi.trust;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class AccountTrustSpi extends PublicSpi {

    public static final String NAME = "account-trust";

    public AccountTrustSpi() {
        super(NAME, AccountTrustProvider.class, AccountTrustProviderFactory.class);
    }
}
