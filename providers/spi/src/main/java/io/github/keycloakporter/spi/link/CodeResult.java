package io.github.keycloakporter.spi.link;

/** What became of a typed code. */
public enum CodeResult {
    /** Right, and now spent. */
    ACCEPTED,
    /** Wrong; further tries are allowed. */
    WRONG,
    /** Wrong, and the last try: the code is dead. */
    EXHAUSTED,
    /** There is no living code: none was issued, it expired, was used, replaced or exhausted. */
    GONE
}
