package io.github.keycloakporter.spi.limit;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class RateLimiterSpi extends PublicSpi {

    public static final String NAME = "rate-limiter";

    public RateLimiterSpi() {
        super(NAME, RateLimiterProvider.class, RateLimiterProviderFactory.class);
    }
}
