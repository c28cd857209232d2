package io.github.keycloakporter.spi.mail;

import org.keycloak.provider.ProviderFactory;

public interface EmailOutboxProviderFactory extends ProviderFactory<EmailOutboxProvider> {}
