package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.link.MailedToken;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectKeyModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;

/** Refuses a token that left in an email where its link was not claimed, as Keycloak refuses one it does not know. */
final class ClaimDemand {

    private ClaimDemand() {}

    /** @throws WebApplicationException with the page for an unknown token; nothing was done by then */
    static void check(ActionTokenContext<?> context, SingleUseObjectKeyModel token) {
        KeycloakSession session = context.getSession();
        if (MailedToken.isWithheld(session, token)) {
            context.getEvent().error(Errors.INVALID_CODE);
            throw new WebApplicationException(
                    ErrorPage.error(session, null, Response.Status.BAD_REQUEST, Messages.INVALID_CODE));
        }
    }
}
