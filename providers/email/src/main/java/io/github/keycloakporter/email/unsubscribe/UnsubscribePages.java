package io.github.keycloakporter.email.unsubscribe;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Map;
import org.keycloak.OAuthErrorException;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.MediaTypeMatcher;

/** Answers for people (a themed page) and for the programs of mail providers (a line of text, or JSON). */
final class UnsubscribePages {

    private static final String TEMPLATE = "porter-unsubscribe.ftl";

    private final KeycloakSession session;

    UnsubscribePages(KeycloakSession session) {
        this.session = session;
    }

    /** One button; nothing has happened yet. */
    Response question(UserModel user) {
        return page("ask", user, Response.Status.OK);
    }

    Response done(UserModel user) {
        return forPeople()
                ? page("done", user, Response.Status.OK)
                : text("Unsubscribed: no more reminders.", Response.Status.OK);
    }

    Response notOneClick() {
        return text("Send List-Unsubscribe=One-Click (RFC 8058).", Response.Status.BAD_REQUEST);
    }

    /** Forged, or of a user who is gone: no difference is shown. */
    Response unknown() {
        if (forPeople()) {
            return page("unknown", null, Response.Status.NOT_FOUND);
        }
        OAuth2ErrorRepresentation error =
                new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, "No such link");
        return Response.status(Response.Status.NOT_FOUND)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(error)
                .build();
    }

    private boolean forPeople() {
        return MediaTypeMatcher.isHtmlRequest(session.getContext().getRequestHeaders());
    }

    private static Response text(String line, Response.Status status) {
        return Response.status(status)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(line)
                .build();
    }

    /** @param user whose language the page speaks, unless the reader picked one; null for nobody's */
    private Response page(String state, UserModel user, Response.Status status) {
        Response page = session.getProvider(LoginFormsProvider.class)
                .setUser(user)
                .setAttribute("unsubscribe", Map.of("state", state, "actionUrl", actionUrl()))
                .setStatus(status)
                .createForm(TEMPLATE);
        return Response.fromResponse(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }

    /** This page, in the language that was picked on it. */
    private String actionUrl() {
        KeycloakUriInfo uri = session.getContext().getUri();
        UriBuilder self = UriBuilder.fromPath(uri.getRequestUri().getRawPath());
        String picked = uri.getQueryParameters().getFirst(LocaleSelectorProvider.KC_LOCALE_PARAM);
        return (picked == null ? self : self.queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, "{picked}"))
                .build(picked == null ? new Object[0] : new Object[] {picked})
                .toString();
    }
}
