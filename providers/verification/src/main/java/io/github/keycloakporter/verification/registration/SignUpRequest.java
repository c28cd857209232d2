package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.verification.RequestOverride;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.authentication.FormContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.UserModel;

/**
 * The form as the account is made from it: without the page's own fields, with the suggested address if taken, and with one
 * spelling of the address.
 */
final class SignUpRequest {

    private SignUpRequest() {}

    static HttpRequest of(FormContext context) {
        HttpRequest request = context.getHttpRequest();
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>(request.getDecodedFormParameters());
        form.remove(Honeypot.FIELD);
        if (AddressQuestion.SUGGESTED.equals(form.getFirst(AddressQuestion.BUTTON))) {
            new AddressQuestion(context.getAuthenticationSession())
                    .suggested()
                    .ifPresent(address -> form.putSingle(UserModel.EMAIL, address));
        }
        form.remove(AddressQuestion.BUTTON);
        String email = form.getFirst(UserModel.EMAIL);
        if (AddressSyntax.ascii(email).isPresent()) {
            form.putSingle(UserModel.EMAIL, AddressSyntax.canonical(email));
        }
        return RequestOverride.withForm(request, form);
    }
}
