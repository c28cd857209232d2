package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.verification.RequestOverride;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A registration form that was kept, as its steps see it when the account is created after all. */
final class KeptForm {

    private final RequiredActionContext context;
    private final HttpRequest request;
    private EventBuilder event;

    KeptForm(RequiredActionContext context, MultivaluedMap<String, String> form) {
        this.context = context;
        this.request = RequestOverride.withForm(context.getHttpRequest(), form);
        this.event = context.getEvent().clone().event(EventType.REGISTER).removeDetail(Details.CUSTOM_REQUIRED_ACTION);
    }

    FormContext at(AuthenticationExecutionModel step) {
        return new Step(step);
    }

    /** All steps share one event, as in Keycloak: it is the REGISTER event until the account exists. */
    private final class Step implements FormContext {

        private final AuthenticationExecutionModel execution;

        private Step(AuthenticationExecutionModel execution) {
            this.execution = execution;
        }

        @Override
        public EventBuilder getEvent() {
            return event;
        }

        @Override
        public EventBuilder newEvent() {
            event = new EventBuilder(context.getRealm(), context.getSession(), context.getConnection());
            return event;
        }

        @Override
        public AuthenticationExecutionModel getExecution() {
            return execution;
        }

        @Override
        public UserModel getUser() {
            return context.getAuthenticationSession().getAuthenticatedUser();
        }

        @Override
        public void setUser(UserModel user) {
            context.getAuthenticationSession().setAuthenticatedUser(user);
        }

        @Override
        public RealmModel getRealm() {
            return context.getRealm();
        }

        @Override
        public AuthenticationSessionModel getAuthenticationSession() {
            return context.getAuthenticationSession();
        }

        @Override
        public ClientConnection getConnection() {
            return context.getConnection();
        }

        @Override
        public UriInfo getUriInfo() {
            return context.getUriInfo();
        }

        @Override
        public KeycloakSession getSession() {
            return context.getSession();
        }

        @Override
        public HttpRequest getHttpRequest() {
            return request;
        }

        @Override
        public AuthenticatorConfigModel getAuthenticatorConfig() {
            return execution.getAuthenticatorConfig() == null
                    ? null
                    : context.getRealm().getAuthenticatorConfigById(execution.getAuthenticatorConfig());
        }
    }
}
