package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.RealmWarnings;
import io.github.keycloakporter.spi.config.Spelling;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.RealmModel;

/** Looks at the attributes of a realm that begin with {@code porter.}, and warns of each that nobody reads, once. */
record RealmCheck(RealmWarnings warnings) {

    private static final int LONGEST = 100;

    /** @param transports the ids of the transports that there are */
    void check(RealmModel realm, Set<String> transports) {
        Map<String, String> attributes = realm.getAttributes();
        Set<String> known = RealmAttributes.known().keySet();
        attributes.keySet().stream()
                .filter(name -> name.startsWith(RealmAttributes.PREFIX) && !known.contains(name))
                .forEach(name -> warnings.warnOf(
                        realm,
                        "unknown attribute " + printable(name) + ",",
                        Spelling.nearest(name, known)
                                .map(meant -> "did you mean " + meant + "?")
                                .orElse("which has no effect; see docs/configuration.md")));
        String order = attributes.get(RealmAttributes.TRANSPORTS);
        if (order != null) {
            new TransportNames(transports)
                    .problems(order)
                    .forEach(problem -> warnings.warn(realm, RealmAttributes.TRANSPORTS, problem));
        }
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
    }
}
