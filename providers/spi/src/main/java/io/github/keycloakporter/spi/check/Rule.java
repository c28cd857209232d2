package io.github.keycloakporter.spi.check;

/**
 * Something that may be wrong with a configuration.
 *
 * @param id its name in options, documents and scripts; never changes
 * @param why what may happen, for people who have to decide whether they care
 * @param fix what to do
 */
public record Rule(String id, Severity severity, String why, String fix) {

    public static Rule error(String id, String why, String fix) {
        return new Rule(id, Severity.ERROR, why, fix);
    }

    public static Rule warning(String id, String why, String fix) {
        return new Rule(id, Severity.WARNING, why, fix);
    }

    /**
     * @param where the option, attribute or field
     * @param found what it is now, as the rest of a sentence that begins with it; never a secret
     */
    public Finding at(String where, String found) {
        return new Finding(id, severity, null, where, found, why, fix);
    }
}
