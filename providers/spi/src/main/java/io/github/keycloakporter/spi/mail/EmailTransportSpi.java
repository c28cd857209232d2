package io.github.keycloakporter.spi.mail;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class EmailTransportSpi extends PublicSpi {

    public static final String NAME = "email-transport";

    public EmailTransportSpi() {
        super(NAME, EmailTransportProvider.class, EmailTransportProviderFactory.class);
    }
}
