package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.keycloak.SimpleProviderFactory;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxSpi;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/**
 * Checks the options when the server starts, and the attributes of a realm at its first event and whenever an administrator saves it.
 * No setting of a realm is looked at before the realm is used: a start must not take longer with a thousand realms.
 */
public final class SettingsCheckFactory
        implements EventListenerProviderFactory, SimpleProviderFactory<EventListenerProvider> {

    public static final String PROVIDER_ID = "porter-settings";

    private static final Logger LOGGER = Logger.getLogger(SettingsCheckFactory.class);
    private static final String TRANSPORTS_OPTION = "transports";

    private final RealmWarnings warnings = new RealmWarnings(LOGGER::warn);
    private final RealmCheck check = new RealmCheck(warnings);
    private final RealmSummary summary = new RealmSummary(warnings);
    private final Set<String> checked = ConcurrentHashMap.newKeySet();
    private Set<String> properties = Set.of();
    private Set<String> transports = Set.of();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** Listens in every realm, without being switched on there. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        properties = config.root().getPropertyNames();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        PorterOptions.of(factory)
                .in(properties)
                .forEach((option, problem) -> LOGGER.warn("Unknown option " + option + problem));
        transports = factory.getProviderFactoriesStream(EmailTransportProvider.class)
                .map(ProviderFactory::getId)
                .collect(Collectors.toUnmodifiableSet());
        factory.getProviderFactoriesStream(EmailOutboxProvider.class).forEach(this::checkTransports);
    }

    private void checkTransports(ProviderFactory<?> outbox) {
        String order = Config.scope(EmailOutboxSpi.NAME, outbox.getId()).get(TRANSPORTS_OPTION);
        if (order != null) {
            String option = ScopeReader.option(EmailOutboxSpi.NAME, outbox.getId(), TRANSPORTS_OPTION);
            new TransportNames(transports)
                    .problems(order)
                    .forEach(problem -> LOGGER.warn("Option " + option + " " + problem));
        }
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new SettingsCheck(session, check, transports, checked, summary);
    }
}
