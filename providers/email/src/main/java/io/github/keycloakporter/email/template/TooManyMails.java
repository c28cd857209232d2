package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.limit.Decision;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ErrorRepresentation;

/** The answer where stock's code only knows that a mail was sent or failed: 429 with Retry-After (RFC 6585, 4). */
final class TooManyMails {

    private final KeycloakSession session;

    TooManyMails(KeycloakSession session) {
        this.session = session;
    }

    WebApplicationException page(Decision decision) {
        return answer(
                session.getProvider(LoginFormsProvider.class)
                        .setAttribute("waitSeconds", decision.retryAfterSeconds())
                        .setError("porterTooManyMails", (decision.retryAfterSeconds() + 59) / 60)
                        .createErrorPage(Response.Status.TOO_MANY_REQUESTS),
                decision);
    }

    WebApplicationException json(Decision decision) {
        ErrorRepresentation error = new ErrorRepresentation();
        error.setErrorMessage("The user was reminded lately; the next reminder may go out in "
                + decision.retryAfterSeconds() + " seconds (see the limit reminder.user)");
        return answer(
                Response.status(Response.Status.TOO_MANY_REQUESTS)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(error)
                        .build(),
                decision);
    }

    /** The header is set last: Keycloak's error page in JSON drops those it was given. */
    private static WebApplicationException answer(Response response, Decision decision) {
        return new WebApplicationException(Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, decision.retryAfterSeconds())
                .build());
    }
}
