package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.link.LinkRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionCompoundId;

/**
 * What a link stands for: path and query below the realm, with the action token in it.
 *
 * @param path such as {@code login-actions/action-token}
 * @param query its parameters, decoded
 * @param token the claims; not verified here, Keycloak does that when the link is used
 */
record ActionTokenTarget(String path, Map<String, String> query, JsonWebToken token) {

    private static final String ACTION_TOKEN_PATH = "login-actions/action-token";

    static ActionTokenTarget parse(String target) {
        int mark = target.indexOf('?');
        Map<String, String> query = new HashMap<>();
        for (String pair : target.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
            }
        }
        String jwt = query.getOrDefault(Constants.KEY, query.get(Constants.TOKEN));
        try {
            JsonWebToken token = new JWSInput(jwt).readJsonContent(JsonWebToken.class);
            return new ActionTokenTarget(target.substring(0, mark), Map.copyOf(query), token);
        } catch (JWSInputException e) {
            throw new IllegalStateException("A stored link must carry an action token", e);
        }
    }

    /** Whether Keycloak's action-token endpoint takes it; an invitation of somebody unknown goes to the registration. */
    boolean isActionToken() {
        return path.equals(ACTION_TOKEN_PATH);
    }

    String key() {
        return query.get(Constants.KEY);
    }

    String tabId() {
        return query.get(Constants.TAB_ID);
    }

    String clientData() {
        return query.get(Constants.CLIENT_DATA);
    }

    /** The language tag of the email; empty where the email's template did not say. */
    Optional<String> language() {
        return Optional.ofNullable(query.get(LinkRequest.LANGUAGE));
    }

    /** Whom the token acts for; an invitation of somebody unknown names nobody. */
    Optional<String> userId() {
        return Optional.ofNullable(token.getSubject());
    }

    /** The client the mail was asked for: a mail of the admin console may name none. */
    Optional<String> clientId() {
        return Optional.ofNullable(query.getOrDefault(Constants.CLIENT_ID, token.getIssuedFor()));
    }

    /** The authentication session the mail was asked from; none for a mail that an admin sent. */
    Optional<AuthenticationSessionCompoundId> askedFrom() {
        return Optional.ofNullable((String) token.getOtherClaims().get("asid"))
                .map(AuthenticationSessionCompoundId::encoded);
    }

    /** The required actions an execute-actions mail asks for. */
    List<?> actions() {
        return token.getOtherClaims().get("rqac") instanceof List<?> actions ? actions : List.of();
    }

    /** The address the mail went to, where the token names it. */
    Optional<String> address() {
        return Optional.ofNullable((String) token.getOtherClaims()
                .getOrDefault("newEmail", token.getOtherClaims().get("eml")));
    }

    /**
     * Whether a claim of the link says that the user holds the mailbox of the account. An update of the address does as long
     * as it is pending; other actions do only if the administrator asked for a proof.
     */
    boolean provesAddressOf(UserModel user) {
        return switch (token.getType()) {
            case VerifyEmailActionToken.TOKEN_TYPE,
                    ResetCredentialsActionToken.TOKEN_TYPE,
                    IdpVerifyAccountLinkActionToken.TOKEN_TYPE -> true;
            case UpdateEmailActionToken.TOKEN_TYPE ->
                address().equals(Optional.ofNullable(user.getFirstAttribute(UserModel.EMAIL_PENDING)));
            case ExecuteActionsActionToken.TOKEN_TYPE -> asksForProof(actions());
            default -> false;
        };
    }

    static boolean asksForProof(List<?> actions) {
        return actions.contains(RequiredAction.VERIFY_EMAIL.name())
                || actions.contains(RequiredAction.UPDATE_EMAIL.name());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
