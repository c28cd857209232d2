package io.github.keycloakporter.notifications.event;

import io.github.keycloakporter.notifications.notice.NoticeConfig;
import io.github.keycloakporter.notifications.notice.NoticeDigest;
import io.github.keycloakporter.notifications.notice.NoticeMetrics;
import io.github.keycloakporter.notifications.notice.NoticeSettings;
import io.github.keycloakporter.notifications.notice.Notices;
import io.github.keycloakporter.notifications.store.NoticeRemovalListener;
import io.github.keycloakporter.spi.config.RealmMeters;
import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.mail.DeferredNotice;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;

/** Owns the clock of folded notices, which starts as soon as the database is ready. */
public final class NoticeListenerFactory implements EventListenerProviderFactory {

    public static final String PROVIDER_ID = "porter-notices";

    private final RealmWarnings warnings = new RealmWarnings(Logger.getLogger(NoticeListenerFactory.class)::warn);
    private final NoticeMetrics metrics = new NoticeMetrics(Metrics.globalRegistry);
    private NoticeSettings switches;
    private NoticeDigest folded;

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
        switches = new NoticeSettings(
                NoticeConfig.from(new ScopeReader(config, "events-listener", PROVIDER_ID)), warnings);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        folded = new NoticeDigest(factory, switches, metrics);
        metrics.failures();
        RealmMeters.register(factory, metrics::realm);
        factory.register(new NoticeRemovalListener());
        factory.register(new AccountDeletedNotice(switches, metrics));
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                folded.start();
            } else if (event instanceof DeferredNotice held) {
                new Notices(held.session(), held.realm(), switches, metrics).hold(held);
            }
        });
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new NoticeListener(session, switches, metrics);
    }

    /** At the stop the database outlives us: a mail that is being queued is queued. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return NoticeConfig.metadata();
    }

    @Override
    public void close() {
        if (folded != null) {
            folded.close();
        }
    }
}
