package io.github.keycloakporter.email.unsubscribe;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.OAuthErrorException;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
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
    Response question() {
        return page("ask", Response.Status.OK);
    }

    Response done() {
        return forPeople()
                ? page("done", Response.Status.OK)
                : text("Unsubscribed: no more reminders.", Response.Status.OK);
    }

    Response notOneClick() {
        return text("Send List-Unsubscribe=One-Click (RFC 8058).", Response.Status.BAD_REQUEST);
    }

    /** Forged, or of a user who is gone: no difference is shown. */
    Response unknown() {
        if (forPeople()) {
            return page("unknown", Response.Status.NOT_FOUND);
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

    private Response page(String state, Response.Status status) {
        String self = session.getContext().getUri().getRequestUri().getRawPath();
        Response page = session.getProvider(LoginFormsProvider.class)
                .setAttribute("unsubscribe", Map.of("state", state, "actionUrl", self))
                .setStatus(status)
                .createForm(TEMPLATE);
        return Response.fromResponse(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }
}
