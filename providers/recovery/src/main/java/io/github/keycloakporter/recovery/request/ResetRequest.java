package io.github.keycloakporter.recovery.request;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionCompoundId;

/**
 * What is left of a request for a new password once it is answered: all that its mail and its events need.
 *
 * @param askedAt when, by Keycloak's clock, in milliseconds since 1970
 * @param realmId the realm's id
 * @param userId who it is, if that was known before; else null
 * @param name what was typed, or the address of the known user; what the limits were taken for
 * @param clientId the app's name, which the link leads back to
 * @param authSession encoded {@link AuthenticationSessionCompoundId} of the browser that asks
 * @param baseUri of the server, as the browser sees it
 * @param link the link that stock would mail, but for the token
 * @param caller IP address of the browser, as Keycloak's proxy settings tell; may be null
 * @param language tag of the language of the page
 * @param languageChosen whether it was chosen on the page, which goes before the user's own
 * @param event stock's event so far: type, client, IP and details
 * @param mail the options of the step that mails
 */
record ResetRequest(
        long askedAt,
        String realmId,
        String userId,
        String name,
        String clientId,
        String authSession,
        URI baseUri,
        URI link,
        String caller,
        String language,
        boolean languageChosen,
        Event event,
        MailConfig mail) {

    static ResetRequest of(AuthenticationFlowContext context, String name, MailConfig mail) {
        return of(context, null, name, mail);
    }

    static ResetRequest of(AuthenticationFlowContext context, UserModel user, MailConfig mail) {
        boolean hasAddress = user.getEmail() != null && !user.getEmail().isBlank();
        return of(context, user.getId(), hasAddress ? user.getEmail() : user.getUsername(), mail);
    }

    private static ResetRequest of(AuthenticationFlowContext context, String userId, String name, MailConfig mail) {
        ClientConnection connection = context.getConnection();
        return new ResetRequest(
                Time.currentTimeMillis(),
                context.getRealm().getId(),
                userId,
                name,
                context.getAuthenticationSession().getClient().getClientId(),
                AuthenticationSessionCompoundId.fromAuthSession(context.getAuthenticationSession())
                        .getEncodedId(),
                context.getUriInfo().getBaseUri(),
                context.getActionTokenUrl(""),
                connection == null ? null : connection.getRemoteAddr(),
                context.getSession().getContext().resolveLocale(null).toLanguageTag(),
                context.getAuthenticationSession().getAuthNote(LocaleSelectorProvider.USER_REQUEST_LOCALE) != null,
                context.getEvent().getEvent().clone(),
                mail);
    }

    /** The link with its token. */
    String link(String token) {
        return UriBuilder.fromUri(link)
                .replaceQueryParam(Constants.KEY, token)
                .build()
                .toString();
    }
}
