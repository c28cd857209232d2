package io.github.keycloakporter.email.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/** Warns of a wrong realm attribute once, not with every mail. */
public final class RealmWarnings {

    /** More than this many wrong attributes need no further words. */
    private static final int LIMIT = 1000;

    private final Logger log;
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    public RealmWarnings(Logger log) {
        this.log = log;
    }

    /** @param problem what is wrong and what would be right; without the value, which may be a secret */
    public void warn(RealmModel realm, String attribute, String problem) {
        if (given.size() < LIMIT && given.add(realm.getId() + ' ' + attribute + ' ' + problem)) {
            log.warnf("Realm %s: attribute %s %s", realm.getName(), attribute, problem);
        }
    }
}
