package io.github.keycloakporter.verification.trust;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    AddressProofs(EntityManager em) {
        this.em = em;
    }

    State of(String userId) {
        return states.computeIfAbsent(userId, this::read);
    }

    void addUnproven(String realmId, String userId) {
        if (of(userId) == State.UNKNOWN) {
            add(realmId, userId, null);
            states.put(userId, State.UNPROVEN);
        }
    }

    void addProof(String realmId, String userId) {
        if (of(userId) != State.PROVEN) {
            add(realmId, userId, Time.currentTimeMillis());
            states.put(userId, State.PROVEN);
        }
    }

    private State read(String userId) {
        List<Long> proofs = em.createQuery(
                        "select e.provenAt from AddressProofEntity e where e.userId = :user", Long.class)
                .setParameter("user", userId)
                .getResultList();
        if (proofs.isEmpty()) {
            return State.UNKNOWN;
        }
        return proofs.stream().anyMatch(Objects::nonNull) ? State.PROVEN : State.UNPROVEN;
    }

    private void add(String realmId, String userId, Long provenAt) {
        AddressProofEntity row = new AddressProofEntity();
        row.id = KeycloakModelUtils.generateId();
        row.realmId = realmId;
        row.userId = userId;
        row.createdAt = Time.currentTimeMillis();
        row.provenAt = provenAt;
        em.persist(row);
    }
}
