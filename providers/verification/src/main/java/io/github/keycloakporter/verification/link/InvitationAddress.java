package io.github.keycloakporter.verification.link;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.models.KeycloakContext;
import org.keycloak.services.resources.LoginActionsService;

/**
 * Puts {@code /realms/{realm}/go/invitation} wherever Keycloak writes the address of its own registration: the form, the
 * choice of languages, the browser's history, redirects. Stock's registration knows nothing of the invitation.
 */
final class InvitationAddress {

    private final String stock;
    private final String ours;

    InvitationAddress(KeycloakContext context) {
        stock = LoginActionsService.registrationFormProcessor(context.getUri())
                .build(context.getRealm().getName())
                .getRawPath();
        String realm = stock.substring(0, stock.lastIndexOf("/login-actions/"));
        ours = realm + "/" + ActionLinkResourceProviderFactory.PROVIDER_ID + "/" + InvitedRegistration.PATH;
    }

    URI in(URI address) {
        return URI.create(address.toString().replace(stock, ours));
    }

    Response in(Response response) {
        Response.ResponseBuilder led = Response.fromResponse(response);
        if (response.getLocation() != null) {
            led.location(in(response.getLocation()));
        }
        if (response.getEntity() instanceof String page) {
            led.entity(page.replace(stock, ours));
        }
        return led.build();
    }
}
