package io.github.keycloakporter.spi.mail;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class EmailOutboxSpi extends PublicSpi {

    public static final String NAME = "email-outbox";

    public EmailOutboxSpi() {
        super(NAME, EmailOutboxProvider.class, EmailOutboxProviderFactory.class);
    }
}
