package io.github.keycloakporter.spi.mail;

import org.keycloak.provider.ProviderFactory;

public interface EmailTransportProviderFactory extends ProviderFactory<EmailTransportProvider> {

    /** How many calls of this transport may run at once on one node. */
    int parallelism();
}
