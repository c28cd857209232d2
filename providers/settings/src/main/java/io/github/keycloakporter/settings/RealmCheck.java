package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.config.Spelling;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keycloak.models.RealmModel;

/** Looks at the attributes of a realm that begin with {@code porter.}, and warns of each that nobody reads, once. */
record RealmCheck(RealmWarnings warnings) {

    private static final int LONGEST = 100;

    /** @param transports the ids of the transports that there are */
    void check(RealmModel realm, Set<String> transports) {
        Map<String, String> attributes = realm.getAttributes();
        unknown(attributes.keySet())
                .forEach((name, problem) -> warnings.warnOf(realm, "unknown attribute " + name + ",", problem));
        String order = attributes.get(RealmAttributes.TRANSPORTS);
        if (order != null) {
            new TransportNames(transports)
                    .problems(order)
                    .forEach(problem -> warnings.warn(realm, RealmAttributes.TRANSPORTS, problem));
        }
    }

    /** What to say of each attribute that nobody reads. */
    static SortedMap<String, String> unknown(Collection<String> attributes) {
        Set<String> known = RealmAttributes.known().keySet();
        SortedMap<String, String> unknown = new TreeMap<>();
        attributes.stream()
                .filter(name -> name.startsWith(RealmAttributes.PREFIX) && !known.contains(name))
                .forEach(name -> unknown.put(
                        printable(name),
                        Spelling.nearest(name, known)
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("which has no effect; see docs/configuration.md")));
        return unknown;
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }
}
