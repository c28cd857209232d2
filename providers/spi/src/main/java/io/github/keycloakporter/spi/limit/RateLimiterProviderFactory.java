package io.github.keycloakporter.spi.limit;

import org.keycloak.provider.ProviderFactory;

public interface RateLimiterProviderFactory extends ProviderFactory<RateLimiterProvider> {}
