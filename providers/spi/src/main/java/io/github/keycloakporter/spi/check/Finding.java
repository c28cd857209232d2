package io.github.keycloakporter.spi.check;

import java.util.Comparator;

/**
 * A rule that a configuration breaks, see {@link Rule}.
 *
 * @param realm the realm it is about; null for the server
 */
public record Finding(String id, Severity severity, String realm, String where, String found, String why, String fix) {

    /** The worst first. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::realm, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Finding::id)
            .thenComparing(Finding::where);

    /** The same of a realm. */
    public Finding in(String name) {
        return new Finding(id, severity, name, where, found, why, fix);
    }

    /** One line for a log or a message. */
    @Override
    public String toString() {
        return "[" + id + "] " + (realm == null ? "" : "realm " + realm + ": ") + where + " " + found
                + (found.endsWith("?") ? " " : ". ") + why + " " + fix;
    }
}
