package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialChooseUser;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;

/** Replaces Keycloak's built-in step under its id, so that no flow has to be changed. Owns the workers of the reset queue. */
public final class UniformChooseUserFactory extends ResetCredentialChooseUser {

    private ResetWorkers workers;

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        workers = new ResetWorkers(factory, Metrics.globalRegistry);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                workers.start();
            }
        });
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new UniformChooseUser(workers);
    }

    /** The workers of this server; empty if another extension has replaced this factory. */
    static Optional<ResetWorkers> workers(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, PROVIDER_ID)
                        instanceof UniformChooseUserFactory ours
                ? Optional.of(ours.workers)
                : Optional.empty();
    }

    /** When the server stops, these stop later: an email that is being made still finds them. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(EmailOutboxProvider.class, ActionLinkProvider.class, RateLimiterProvider.class);
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.close();
        }
    }
}
