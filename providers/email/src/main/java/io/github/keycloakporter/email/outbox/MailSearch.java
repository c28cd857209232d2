package io.github.keycloakporter.email.outbox;

import io.github.keycloakporter.spi.mail.MailQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** A page of the ledger, newest first: ids are ordered by time. */
final class MailSearch {

    private final EntityManager em;
    private final MailQuery query;
    private final Map<String, Object> conditions = new LinkedHashMap<>();

    MailSearch(EntityManager em, RealmModel realm, MailQuery query) {
        this.em = em;
        this.query = query;
        conditions.put("realmId", realm.getId());
        query.userId().ifPresent(user -> conditions.put("userId", user));
        query.status().ifPresent(status -> conditions.put("status", status));
        query.kind().ifPresent(kind -> conditions.put("kind", kind));
    }

    Stream<MailEntity> stream() {
        StringBuilder text = new StringBuilder("select m from MailEntity m where 1 = 1");
        conditions
                .keySet()
                .forEach(name ->
                        text.append(" and m.").append(name).append(" = :").append(name));
        TypedQuery<MailEntity> search = em.createQuery(text + " order by m.id desc", MailEntity.class);
        conditions.forEach(search::setParameter);
        return search.setFirstResult(query.first()).setMaxResults(query.max()).getResultStream();
    }
}
