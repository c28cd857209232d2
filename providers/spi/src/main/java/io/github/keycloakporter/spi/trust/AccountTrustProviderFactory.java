package io.github.keycloakporter.spi.trust;

import org.keycloak.provider.ProviderFactory;

public interface AccountTrustProviderFactory extends ProviderFactory<AccountTrustProvider> {}
