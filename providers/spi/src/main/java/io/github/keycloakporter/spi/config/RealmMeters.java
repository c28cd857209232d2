package io.github.keycloakporter.spi.config;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Which realms have counters before there is something to count. A counter that appears with its first event is invisible to
 * {@code increase()}: the step from nothing to one is no increase. So the counters of a realm exist at 0, for a limited number of
 * realms: those that exist when the server starts, and those created on this node later. All other realms get theirs with
 * their first event.
 */
public final class RealmMeters {

    /** More realms than these would make /metrics long for the sake of realms that may never count anything. */
    static final int LIMIT = 50;

    private final Consumer<String> create;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private RealmMeters(Consumer<String> create) {
        this.create = create;
    }

    /** @param create makes the counters of the realm with this name */
    public static void register(KeycloakSessionFactory factory, Consumer<String> create) {
        RealmMeters meters = new RealmMeters(create);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransactionWithResult(
                                factory,
                                session -> List.copyOf(session.realms()
                                        .getRealmsStream()
                                        .limit(LIMIT)
                                        .map(RealmModel::getName)
                                        .toList()))
                        .forEach(meters::add);
            } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
                meters.add(created.getCreatedRealm().getName());
            }
        });
    }

    private void add(String realm) {
        if (names.size() < LIMIT && names.add(realm)) {
            create.accept(realm);
        }
    }
}
