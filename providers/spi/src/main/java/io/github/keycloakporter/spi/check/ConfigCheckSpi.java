package io.github.keycloakporter.spi.check;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class ConfigCheckSpi extends PublicSpi {

    public static final String NAME = "config-check";

    public ConfigCheckSpi() {
        super(NAME, ConfigCheck.class, ConfigCheckFactory.class);
    }
}
