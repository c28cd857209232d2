package io.github.keycloakporter.spi.link;

import io.github.keycloakporter.spi.keycloak.PublicSpi;

public final class ActionLinkSpi extends PublicSpi {

    public static final String NAME = "action-link";

    public ActionLinkSpi() {
        super(NAME, ActionLinkProvider.class, ActionLinkProviderFactory.class);
    }
}
