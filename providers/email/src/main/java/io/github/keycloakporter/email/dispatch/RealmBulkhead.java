package io.github.keycloakporter.email.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Bounds the batches in progress, in total and for each realm, so that one realm's slow mail server leaves room for the others. */
final class RealmBulkhead {

    private final int total;
    private final int perRealm;
    private final Map<String, Integer> taken = new HashMap<>();
    private int inUse;

    RealmBulkhead(int total, int perRealm) {
        this.total = total;
        this.perRealm = perRealm;
    }

    synchronized int free() {
        return total - inUse;
    }

    synchronized Set<String> fullRealms() {
        return taken.entrySet().stream()
                .filter(realm -> realm.getValue() >= perRealm)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized boolean acquire(String realm) {
        int ofRealm = taken.getOrDefault(realm, 0);
        if (inUse >= total || ofRealm >= perRealm) {
            return false;
        }
        inUse++;
        taken.put(realm, ofRealm + 1);
        return true;
    }

    synchronized void release(String realm) {
        inUse--;
        taken.computeIfPresent(realm, (id, count) -> count > 1 ? count - 1 : null);
    }
}
