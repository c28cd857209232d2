package io.github.keycloakporter.verification.journey;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import org.keycloak.util.JsonSerialization;

/** Shows any page of the realm's login theme with what a journey puts on it: {@code POST /realms/{realm}/journey-pages/{template}}. */
public final class JourneyPages implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "journey-pages";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new Pages(session);
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }

    /** One request. */
    public static final class Pages implements RealmResourceProvider {

        private final KeycloakSession session;

        Pages(KeycloakSession session) {
            this.session = session;
        }

        @Override
        public Object getResource() {
            return this;
        }

        /** @param attributes the page's, as a JSON object */
        @POST
        @Path("{template}")
        @Consumes(MediaType.APPLICATION_JSON)
        public Response show(@PathParam("template") String template, String attributes) throws IOException {
            LoginFormsProvider form = session.getProvider(LoginFormsProvider.class);
            JsonSerialization.readValue(attributes, Map.class)
                    .forEach((name, value) -> form.setAttribute((String) name, value));
            return form.setActionUri(session.getContext().getUri().getRequestUri())
                    .setDetachedAuthSession()
                    .createForm(template);
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
