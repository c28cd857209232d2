package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.HashSet;
import java.util.Set;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** What the providers of the running server say of their options. */
final class PorterOptions {

    private static final String PORTER = "io.github.keycloakporter.";

    private PorterOptions() {}

    static UnknownOptions of(KeycloakSessionFactory factory) {
        Set<String> known = new HashSet<>();
        Set<String> prefixes = new HashSet<>();
        Set<String> keycloaks = new HashSet<>();
        for (Spi spi : factory.getSpis()) {
            if (isPorters(spi)) {
                prefixes.add(spiPrefix(spi.getName()));
            }
            factory.getProviderFactoriesStream(spi.getProviderClass()).forEach(provider -> {
                String prefix = ScopeReader.prefix(spi.getName(), provider.getId());
                if (isPorters(provider)) {
                    prefixes.add(prefix);
                    addOptions(spi, provider, known);
                } else {
                    keycloaks.add(prefix);
                }
            });
        }
        return new UnknownOptions(known, prefixes, keycloaks);
    }

    /** What a required action says are its options in a realm, not those of the server. */
    private static void addOptions(Spi spi, ProviderFactory<?> provider, Set<String> known) {
        if (!(provider instanceof RequiredActionFactory)) {
            provider.getConfigMetadata()
                    .forEach(
                            option -> known.add(ScopeReader.option(spi.getName(), provider.getId(), option.getName())));
        }
    }

    private static String spiPrefix(String spi) {
        String any = ScopeReader.prefix(spi, "x");
        return any.substring(0, any.length() - "x--".length());
    }

    private static boolean isPorters(Object provided) {
        return provided.getClass().getName().startsWith(PORTER);
    }
}
