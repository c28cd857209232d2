package io.github.keycloakporter.spi.link;

import org.keycloak.models.UserModel;

/**
 * A stored link.
 *
 * @param purpose see {@link LinkRequest#purpose()}
 * @param target see {@link LinkRequest#target()}
 * @param binding see {@link LinkRequest#binding()}
 */
public record ActionLink(String userId, String purpose, String target, String binding) {

    /**
     * Whether the account is still in the state the link was made for.
     *
     * @param user the link's user as of now; null if there is none, as with an invitation of somebody unknown
     */
    public boolean fits(UserModel user) {
        return user == null ? binding.isEmpty() : binding.equals(AccountState.of(user));
    }

    /** Hides the target: it carries a signed token. */
    @Override
    public String toString() {
        return "ActionLink[purpose=" + purpose + "]";
    }
}
