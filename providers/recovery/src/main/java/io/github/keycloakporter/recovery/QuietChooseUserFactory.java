package io.github.keycloakporter.recovery;

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
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;

/** Takes over stock's id, so that no flow has to be changed. Owns the desk at which requests wait for their look-up. */
public final class QuietChooseUserFactory extends ResetCredentialChooseUser {

    private ResetDesk desk;

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        desk = new ResetDesk(
                request -> KeycloakModelUtils.runJobInTransaction(
                        factory, session -> new ResetMail(session, request).send()),
                Metrics.globalRegistry);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                desk.open();
            }
        });
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new QuietChooseUser(desk);
    }

    /** The desk of this server; empty where somebody replaced this factory in turn. */
    static Optional<ResetDesk> desk(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, PROVIDER_ID)
                        instanceof QuietChooseUserFactory ours
                ? Optional.of(ours.desk)
                : Optional.empty();
    }

    /** At the stop these outlive us: the requests that wait still get their mails. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(EmailOutboxProvider.class, ActionLinkProvider.class, RateLimiterProvider.class);
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
    }
}
