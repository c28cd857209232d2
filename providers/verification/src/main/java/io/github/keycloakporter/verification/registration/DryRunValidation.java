package io.github.keycloakporter.verification.registration;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The context of a step that sees another request, and that is only asked what it would say: nothing is said yet. */
final class DryRunValidation implements ValidationContext {

    private final FormContext real;
    private final HttpRequest request;
    private final List<FormMessage> errors = new ArrayList<>();
    private MultivaluedMap<String, String> form;
    private String event;
    private boolean passed;

    DryRunValidation(FormContext real, HttpRequest request) {
        this.real = real;
        this.request = request;
    }

    boolean passed() {
        return passed;
    }

    List<FormMessage> errors() {
        return List.copyOf(errors);
    }

    /** Says what the step would, with these of its errors. */
    void say(ValidationContext context, List<FormMessage> remaining) {
        context.error(event);
        context.validationError(form, remaining);
    }

    @Override
    public void validationError(MultivaluedMap<String, String> formData, List<FormMessage> messages) {
        form = formData;
        errors.addAll(messages);
    }

    @Override
    public void error(String error) {
        event = error;
    }

    @Override
    public void success() {
        passed = true;
    }

    @Override
    public void excludeOtherErrors() {
        // no step that is asked this way excludes others
    }

    @Override
    public EventBuilder getEvent() {
        return real.getEvent();
    }

    @Override
    public EventBuilder newEvent() {
        return real.newEvent();
    }

    @Override
    public AuthenticationExecutionModel getExecution() {
        return real.getExecution();
    }

    @Override
    public UserModel getUser() {
        return real.getUser();
    }

    @Override
    public void setUser(UserModel user) {
        real.setUser(user);
    }

    @Override
    public RealmModel getRealm() {
        return real.getRealm();
    }

    @Override
    public AuthenticationSessionModel getAuthenticationSession() {
        return real.getAuthenticationSession();
    }

    @Override
    public ClientConnection getConnection() {
        return real.getConnection();
    }

    @Override
    public UriInfo getUriInfo() {
        return real.getUriInfo();
    }

    @Override
    public KeycloakSession getSession() {
        return real.getSession();
    }

    @Override
    public HttpRequest getHttpRequest() {
        return request;
    }

    @Override
    public AuthenticatorConfigModel getAuthenticatorConfig() {
        return real.getAuthenticatorConfig();
    }
}
