package io.github.keycloakporter.spi.link;

import org.keycloak.provider.ProviderFactory;

public interface ActionLinkProviderFactory extends ProviderFactory<ActionLinkProvider> {}
