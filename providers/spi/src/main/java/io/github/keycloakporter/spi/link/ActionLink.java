package io.github.keycloakporter.spi.link;

import org.keycloak.models.UserModel;

/**
 * A stored link.
 *
 * @param purpose see {@link LinkRequest#purpose()}
 * @param target see {@link LinkRequest#target()}
 * @param binding see {@link LinkRequest#binding()}
 */
public record ActionLink(String userId, String purpose, LinkTarget target, String binding) {

    /** See {@link AccountState#isCurrent}. */
    public boolean isCurrent(UserModel user) {
        return AccountState.isCurrent(binding, user);
    }

    /** Without the target: it names a person. */
    @Override
    public String toString() {
        return "ActionLink[purpose=" + purpose + "]";
    }
}
