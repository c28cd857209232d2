package io.github.keycloakporter.spi.link;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/**
 * The link that the person of this request claimed. Its action token runs inside the server, in this request and no other.
 *
 * @param token the claims of the link's action token; its type is the link's purpose
 * @param language the language tag of the link's pages; empty where the browser's is as good as any
 */
public record ClaimedLink(JsonWebToken token, Optional<String> language) {

    private static final String ATTRIBUTE = "porter.claimed-link";

    /** The link claimed in this request, if any. */
    public static Optional<ClaimedLink> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, ClaimedLink.class));
    }

    /** Makes this the claimed link of the request. */
    public void noteIn(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    /** The type of the action token, such as {@code verify-email}. */
    public String purpose() {
        return token.getType();
    }
}
