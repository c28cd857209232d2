package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.link.LinkRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.JsonWebToken;

/**
 * A link that Keycloak wants to mail and that carries an action token.
 *
 * <p>Two shapes exist in 26.7: {@code /realms/{realm}/login-actions/action-token?key=JWT…}
 * ({@code LoginActionsService#actionTokenProcessor}) and, for an invitation of somebody without an account,
 * {@code /realms/{realm}/protocol/openid-connect/registrations?…token=JWT} ({@code OrganizationInvitationResource}).
 *
 * @param realmBase everything up to and with the slash after the realm's name
 * @param target the rest: path and query below the realm
 * @param token the claims of the action token; its signature is Keycloak's own and is checked when the link is used
 */
record ActionTokenLink(String realmBase, String target, JsonWebToken token) {

    private static final Pattern LINK = Pattern.compile("(.*?/realms/[^/?#]+/)(.+[?&](?:key|token)=([^&#]+).*)");

    /** Empty for a link without an action token: such a one is mailed as it is. */
    static Optional<ActionTokenLink> parse(String link) {
        Matcher matcher = LINK.matcher(link);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            JsonWebToken token = new JWSInput(matcher.group(3)).readJsonContent(JsonWebToken.class);
            return Optional.of(new ActionTokenLink(matcher.group(1), matcher.group(2), token));
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }

    /** The target, and the language of the email for the pages that the link opens. */
    String target(Locale language) {
        return target + "&" + LinkRequest.LANGUAGE + "=" + language.toLanguageTag();
    }

    /** What newest-wins counts by: the type of the action token, such as {@code verify-email}. */
    String purpose() {
        return token.getType();
    }

    /** The user the mail is for. An invitation of somebody unknown, and a link on its own, go by the id of the token. */
    String userId() {
        if (token.getOtherClaims().containsKey(LinkRequest.STANDALONE)) {
            return "standalone:" + token.getId();
        }
        return token.getSubject() != null ? token.getSubject() : "invitation:" + token.getId();
    }

    /** Whether the mail was asked for in a browser that now waits for it, so that a code has a page to be typed into. */
    boolean askedInBrowser() {
        return token.getOtherClaims().containsKey("asid");
    }

    /** Where a change of the address is to be proven. */
    Optional<String> newAddress() {
        return Optional.ofNullable(token.getOtherClaims().get("newEmail")).map(Object::toString);
    }

    /** Whether an admin's mail wants this action and no other. */
    boolean asksOnlyFor(String requiredAction) {
        return List.of(requiredAction).equals(token.getOtherClaims().get("rqac"));
    }

    /** What is left of the action token's life, which is the life of our link. At least a second. */
    Duration lifespan(long nowSeconds) {
        return Duration.ofSeconds(Math.max(1, token.getExp() - nowSeconds));
    }

    String shortLink(String opaqueToken) {
        return realmBase + "go/" + opaqueToken;
    }
}
