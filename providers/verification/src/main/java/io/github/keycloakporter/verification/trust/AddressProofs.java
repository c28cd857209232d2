package io.github.keycloakporter.verification.trust;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The table of one transaction. What was read or added once is not read again. */
final class AddressProofs {

    enum State {
        /** Never stood at the gate. */
        UNKNOWN,
        UNPROVEN,
        PROVEN
    }

    private final EntityManager em;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Long> unprovenSince = new HashMap<>();

    AddressProofs(EntityManager em) {
        this.em = em;
    }

    State of(String userId) {
        return states.computeIfAbsent(userId, this::read);
    }

    /** @return whether that is news */
    boolean addUnproven(String realmId, String userId) {
        if (of(userId) != State.UNKNOWN) {
            return false;
        }
        long now = Time.currentTimeMillis();
        add(realmId, userId, now, null);
        states.put(userId, State.UNPROVEN);
        unprovenSince.put(userId, now);
        return true;
    }

    /** @return for how long the account was unproven; empty if it was not */
    Optional<Duration> addProof(String realmId, String userId) {
        State before = of(userId);
        if (before == State.PROVEN) {
            return Optional.empty();
        }
        long now = Time.currentTimeMillis();
        add(realmId, userId, now, now);
        states.put(userId, State.PROVEN);
        return Optional.ofNullable(unprovenSince.get(userId)).map(since -> Duration.ofMillis(now - since));
    }

    private State read(String userId) {
        List<Object[]> rows = em.createQuery(
                        "select e.provenAt, e.createdAt from AddressProofEntity e where e.userId = :user",
                        Object[].class)
                .setParameter("user", userId)
                .getResultList();
        if (rows.isEmpty()) {
            return State.UNKNOWN;
        }
        if (rows.stream().anyMatch(row -> row[0] != null)) {
            return State.PROVEN;
        }
        rows.forEach(row -> unprovenSince.merge(userId, (Long) row[1], Math::min));
        return State.UNPROVEN;
    }

    private void add(String realmId, String userId, long now, Long provenAt) {
        AddressProofEntity row = new AddressProofEntity();
        row.id = KeycloakModelUtils.generateId();
        row.realmId = realmId;
        row.userId = userId;
        row.createdAt = now;
        row.provenAt = provenAt;
        em.persist(row);
    }
}
