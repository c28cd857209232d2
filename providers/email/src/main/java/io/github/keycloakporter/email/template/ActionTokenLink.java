package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;

/**
 * A link that Keycloak wants to mail and that carries an action token.
 *
 * <p>Two shapes exist in 26.7: {@code /realms/{realm}/login-actions/action-token?key=JWT…}
 * ({@code LoginActionsService#actionTokenProcessor}) and, for an invitation of somebody without an account,
 * {@code /realms/{realm}/protocol/openid-connect/registrations?…token=JWT} ({@code OrganizationInvitationResource}).
 *
 * @param realmBase everything up to and including the slash after the realm's name
 * @param target what the link runs; the token's signature is Keycloak's own and is dropped here
 */
record ActionTokenLink(String realmBase, LinkTarget target) {

    private static final Pattern LINK = Pattern.compile("(.*?/realms/[^/?#]+/)([^?#]+)\\?([^#]*)(?:#.*)?");

    private static final List<String> TOKEN_PARAMETERS = List.of("key", "token");

    /** Empty for a link without an action token: such a link is mailed as it is. */
    static Optional<ActionTokenLink> parse(String link) {
        Matcher matcher = LINK.matcher(link);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> query = query(matcher.group(3));
        return TOKEN_PARAMETERS.stream()
                .filter(query::containsKey)
                .findFirst()
                .flatMap(parameter -> claims(query.remove(parameter)))
                .map(claims ->
                        new ActionTokenLink(matcher.group(1), new LinkTarget(matcher.group(2), query, claims, null)));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> claims(String token) {
        try {
            return Optional.of(new JWSInput(token).readJsonContent(Map.class));
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }

    String purpose() {
        return target.purpose();
    }

    /** The user the email is for. An invitation of somebody unknown, and a link that stands alone, use the token's id. */
    String userId() {
        String id = target.text("jti").orElse("");
        if (target.claims().containsKey(LinkRequest.STANDALONE)) {
            return "standalone:" + id;
        }
        return target.subject().orElse("invitation:" + id);
    }

    /** Whether a browser asked for the email and now waits for it, so that a code has a page to be typed into. */
    boolean askedInBrowser() {
        return target.authenticationSession().isPresent();
    }

    /** The address that a change of address has to prove. */
    Optional<String> newAddress() {
        return target.text("newEmail");
    }

    /** Whether an admin's email asks for this action and no other. */
    boolean asksOnlyFor(String requiredAction) {
        return List.of(requiredAction).equals(target.requiredActions());
    }

    /** The remaining life of the action token, which becomes the life of our link: at least a second. */
    Duration lifespan(long nowSeconds) {
        long expiry = target.claims().get("exp") instanceof Number exp ? exp.longValue() : 0;
        return Duration.ofSeconds(Math.max(1, expiry - nowSeconds));
    }

    String shortLink(String opaqueToken) {
        return realmBase + "go/" + opaqueToken;
    }
}
