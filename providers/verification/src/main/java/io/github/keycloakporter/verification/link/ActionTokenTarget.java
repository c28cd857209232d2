package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionCompoundId;

/**
 * What a link runs, in Keycloak's terms.
 *
 * @param token the claims; the server signs them when the link is claimed
 */
record ActionTokenTarget(LinkTarget link, JsonWebToken token) {

    private static final String ACTION_TOKEN_PATH = "login-actions/action-token";

    static ActionTokenTarget of(ActionLink link) {
        return new ActionTokenTarget(link.target(), link.target().token());
    }

    /** Whether Keycloak's action-token endpoint runs it; an invitation of somebody unknown leads to the registration. */
    boolean isActionToken() {
        return link.path().equals(ACTION_TOKEN_PATH);
    }

    String purpose() {
        return token.getType();
    }

    Map<String, String> query() {
        return link.query();
    }

    String tabId() {
        return link.query().get(Constants.TAB_ID);
    }

    String clientData() {
        return link.query().get(Constants.CLIENT_DATA);
    }

    /** The language tag of the email; empty if the email's template did not say. */
    Optional<String> language() {
        return Optional.ofNullable(link.language());
    }

    /** The user the token acts for; empty for an invitation of somebody unknown. */
    Optional<String> userId() {
        return link.subject();
    }

    /** The client the email was requested for: an email of the admin console may name none. */
    Optional<String> clientId() {
        return Optional.ofNullable(link.query().getOrDefault(Constants.CLIENT_ID, token.getIssuedFor()));
    }

    /** The authentication session that requested the email; empty for an email that an admin sent. */
    Optional<AuthenticationSessionCompoundId> askedFrom() {
        return link.authenticationSession().map(AuthenticationSessionCompoundId::encoded);
    }

    /** The required actions that an execute-actions email asks for. */
    List<?> actions() {
        return link.requiredActions();
    }

    /** The address that the email went to, if the token names it. */
    Optional<String> address() {
        return link.text("newEmail").or(() -> link.text("eml"));
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
}
