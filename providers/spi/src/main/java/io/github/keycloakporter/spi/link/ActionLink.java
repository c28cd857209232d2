package io.github.keycloakporter.spi.link;

/**
 * A stored link.
 *
 * @param purpose see {@link LinkRequest#purpose()}
 * @param target see {@link LinkRequest#target()}
 * @param binding see {@link LinkRequest#binding()}
 */
public record ActionLink(String userId, String purpose, String target, String binding) {

    /** Hides the target: it carries a signed token. */
    @Override
    public String toString() {
        return "ActionLink[purpose=" + purpose + "]";
    }
}
