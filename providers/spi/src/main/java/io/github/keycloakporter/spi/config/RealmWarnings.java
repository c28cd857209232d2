package io.github.keycloakporter.spi.config;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.keycloak.models.RealmModel;

/** Warns of a wrong setting of a realm once, not with every mail. */
public final class RealmWarnings {

    /** More than this many wrong settings need no further words. */
    private static final int LIMIT = 1000;

    private final Consumer<String> log;
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    /** @param log where warnings go */
    public RealmWarnings(Consumer<String> log) {
        this.log = log;
    }

    /** @param problem what is wrong and what would be right; without the value, which may be a secret */
    public void warn(RealmModel realm, String attribute, String problem) {
        warnOf(realm, "attribute " + attribute, problem);
    }

    /** @param setting what kind of setting it is, and its name */
    public void warnOf(RealmModel realm, String setting, String problem) {
        if (given.size() < LIMIT && given.add(realm.getId() + ' ' + setting + ' ' + problem)) {
            log.accept("Realm " + realm.getName() + ": " + setting + " " + problem);
        }
    }
}
