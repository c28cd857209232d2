package io.github.keycloakporter.redis.connection;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.resources.KeycloakApplication;

/**
 * How Redis is, in {@code /health/ready}. Reads what the monitor knows and never waits for Redis.
 *
 * <p>Down until Redis could do its work for the first time: a rolling deployment with a wrong password stops at its first node.
 * After that up in any case unless {@code --spi-redis-connection--lettuce--health=take-out}: all nodes lose Redis at the same
 * time, and a load balancer without any node shows people less than the nodes' own 503 page.
 */
@Readiness
@ApplicationScoped
public class RedisReadiness implements HealthCheck {

    static final String NAME = "Porter Redis connection";

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        KeycloakSessionFactory sessions = KeycloakApplication.getSessionFactory();
        ProviderFactory<?> factory =
                sessions == null ? null : sessions.getProviderFactory(RedisConnectionProvider.class);
        if (!(factory instanceof RedisConnectionProviderFactory redis)) {
            return response.up().withData("state", "not in use").build();
        }
        RedisState state = redis.state();
        response.status(state.ready(redis.takesNodeOut()))
                .withData("state", state.phase().name())
                .withData("since", state.since().toString());
        state.problem().ifPresent(problem -> response.withData("problem", problem));
        return response.build();
    }
}
