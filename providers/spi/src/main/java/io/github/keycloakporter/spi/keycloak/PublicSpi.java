package io.github.keycloakporter.spi.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** An SPI whose providers Server Info lists. */
public abstract class PublicSpi implements Spi {

    private final String name;
    private final Class<? extends Provider> provider;
    private final Class<? extends ProviderFactory<?>> factory;

    protected PublicSpi(String name, Class<? extends Provider> provider, Class<? extends ProviderFactory<?>> factory) {
        this.name = name;
        this.provider = provider;
        this.factory = factory;
    }

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return provider;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return factory;
    }
}
