package io.github.keycloakporter.email.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How much is under way, in all and for each realm: back-pressure, and the bulkhead between realms. */
final class Slots {

    private final int total;
    private final int perRealm;
    private final Map<String, Integer> taken = new HashMap<>();
    private int inUse;

    Slots(int total, int perRealm) {
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

    synchronized void release(String realm, int slots) {
        inUse -= slots;
        taken.computeIfPresent(realm, (id, count) -> count > slots ? count - slots : null);
    }
}
