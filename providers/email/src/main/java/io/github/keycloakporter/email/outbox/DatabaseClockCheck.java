package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Rule;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Whether database and node have the same time. */
public final class DatabaseClockCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "database-clock";

    private static final Rule CLOCK = Rule.warning(
            "clock-database",
            "Times in the database and in events do not match, and leases fail if the clocks of nodes differ"
                    + " this much.",
            "Synchronize the clocks of all machines with NTP.");

    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final long QUARTER_HOUR = Duration.ofMinutes(15).toMillis();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public List<Rule> rules() {
        return List.of(CLOCK);
    }

    @Override
    public void runningServer(KeycloakSession session, Consumer<Finding> found) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        long before = Time.currentTimeMillis();
        Instant there = entities.createQuery("select instant", Instant.class).getSingleResult();
        judge(there.toEpochMilli() - (before + Time.currentTimeMillis()) / 2, found);
    }

    /** A driver may take the database's time zone for its own: whole quarters of an hour say nothing of the clock. */
    static void judge(long millis, Consumer<Finding> found) {
        long ahead = millis - Math.round((double) millis / QUARTER_HOUR) * QUARTER_HOUR;
        if (Math.abs(ahead) > TOLERANCE.toMillis()) {
            found.accept(CLOCK.at(
                    "The clock of the database",
                    "is " + Math.abs(ahead) + " ms " + (ahead < 0 ? "behind" : "ahead of") + " this node's"));
        }
    }
}
