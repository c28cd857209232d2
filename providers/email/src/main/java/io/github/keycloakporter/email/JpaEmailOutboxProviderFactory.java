package io.github.keycloakporter.email;

import io.github.keycloakporter.email.dispatch.MailDispatcher;
import io.github.keycloakporter.email.outbox.JpaEmailOutboxProvider;
import io.github.keycloakporter.email.outbox.MailMetrics;
import io.github.keycloakporter.email.outbox.MailRemovalListener;
import io.github.keycloakporter.email.outbox.OutboxConfig;
import io.github.keycloakporter.email.outbox.OutboxOptions;
import io.github.keycloakporter.email.outbox.TimeOrderedIds;
import io.github.keycloakporter.spi.config.RealmMeters;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxProviderFactory;
import io.github.keycloakporter.spi.mail.EmailTransportProvider;
import io.micrometer.core.instrument.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Puts the outbox and its dispatcher together. The dispatcher starts as soon as the database is ready. */
public final class JpaEmailOutboxProviderFactory implements EmailOutboxProviderFactory {

    public static final String PROVIDER_ID = OutboxOptions.PROVIDER_ID;

    /** Keycloak's caches. Their SPI is not there in every mode, and a missing one must not be asked for at the start. */
    private static final String CACHES = "connectionsInfinispan";

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private OutboxConfig config;
    private MailMetrics metrics;
    private MailDispatcher dispatcher;
    private Set<Class<? extends Provider>> caches = Set.of();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope scope) {
        config = OutboxConfig.from(scope);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        metrics = new MailMetrics(
                Metrics.globalRegistry,
                factory.getProviderFactoriesStream(EmailTransportProvider.class)
                        .map(ProviderFactory::getId)
                        .toList());
        RealmMeters.register(factory, metrics::realm);
        dispatcher = new MailDispatcher(factory, config, metrics);
        caches = factory.getSpis().stream()
                .filter(spi -> spi.getName().equals(CACHES))
                .map(Spi::getProviderClass)
                .collect(Collectors.toUnmodifiableSet());
        factory.register(new MailRemovalListener());
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                dispatcher.start();
            }
        });
    }

    @Override
    public EmailOutboxProvider create(KeycloakSession session) {
        return new JpaEmailOutboxProvider(session, config, metrics, ids, dispatcher::wake);
    }

    /** At the stop all of these outlive us: what is under way then has to be written down. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        Set<Class<? extends Provider>> all = new HashSet<>(caches);
        all.add(JpaConnectionProvider.class);
        all.add(EmailTransportProvider.class);
        return all;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return OutboxOptions.metadata();
    }

    @Override
    public void close() {
        if (dispatcher != null) {
            dispatcher.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}
