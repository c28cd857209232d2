package io.github.keycloakporter.spi.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.JsonSerialization;

/**
 * What a mailed link runs once somebody claims it: one of Keycloak's action tokens, as claims without a signature. The server
 * signs them when the link is claimed, so no signed token is stored anywhere.
 *
 * @param path path below the realm, such as {@code login-actions/action-token}
 * @param query query parameters of the action token's URL, decoded, without the token
 * @param claims claims of the action token; {@code iat} and {@code exp} are those of the link once it is issued
 * @param language language tag of the email, for the pages that the link opens; null if unknown
 */
public record LinkTarget(String path, Map<String, String> query, Map<String, Object> claims, String language) {

    public LinkTarget {
        Objects.requireNonNull(path, "path");
        // in the order given: what is stored of a link compresses better
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** The type of the action token, such as {@code verify-email}: newest wins per user and purpose. */
    public String purpose() {
        return String.valueOf(claims.get("typ"));
    }

    /** The id of the user the token acts for; empty for an invitation of somebody without an account. */
    public Optional<String> subject() {
        return text("sub");
    }

    /** The authentication session that asked for the email, encoded; empty if no browser waits for it. */
    public Optional<String> authenticationSession() {
        return text("asid");
    }

    /** The required actions that an {@code execute-actions} token asks for. */
    public List<?> requiredActions() {
        return claims.get("rqac") instanceof List<?> actions ? actions : List.of();
    }

    public Optional<String> text(String claim) {
        return Optional.ofNullable(claims.get(claim)).map(Object::toString);
    }

    /** The claims as a new token object, for Keycloak's API. */
    public JsonWebToken token() {
        try {
            return JsonSerialization.readValue(JsonSerialization.writeValueAsBytes(claims), JsonWebToken.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The claims are not those of a token", e);
        }
    }

    /** The same target in the language of its email. */
    public LinkTarget in(String languageTag) {
        return new LinkTarget(path, query, claims, languageTag);
    }

    /**
     * The same target with the times of a link.
     *
     * @param issuedAt seconds since 1970
     * @param expiresAt seconds since 1970
     */
    public LinkTarget living(long issuedAt, long expiresAt) {
        Map<String, Object> stamped = new LinkedHashMap<>(claims);
        stamped.put("iat", issuedAt);
        stamped.put("exp", expiresAt);
        return new LinkTarget(path, query, stamped, language);
    }

    /** Without claims and parameters: they name a person. */
    @Override
    public String toString() {
        return "LinkTarget[purpose=" + purpose() + "]";
    }
}
