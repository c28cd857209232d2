package io.github.keycloakporter.notifications.undo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.keycloak.common.VerificationException;
import org.keycloak.forms.login.freemarker.DetachedInfoStateChecker;
import org.keycloak.forms.login.freemarker.DetachedInfoStateCookie;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.util.LocaleUtil;

/** {@code /realms/{realm}/porter-not-me/{state}}: the {@link SecuredPage} again, in the language that the reader picks. */
public final class SecuredPageResource {

    private final KeycloakSession session;

    SecuredPageResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Path("{state}")
    public Response show(@PathParam("state") String state) {
        RealmModel realm = session.getContext().getRealm();
        LocaleUtil.processLocaleParam(session, realm, null);
        try {
            DetachedInfoStateCookie cookie =
                    new DetachedInfoStateChecker(session, realm).verifyStateCheckerParameter(state);
            return SecuredPage.isIn(cookie) ? SecuredPage.of(cookie).render(session, state) : expired();
        } catch (VerificationException e) {
            return expired();
        }
    }

    /** For another browser, and for a page that is not the newest: the answer of Keycloak's own {@code detached-info}. */
    private Response expired() {
        return ErrorPage.error(session, null, Response.Status.BAD_REQUEST, Messages.EXPIRED_ACTION_TOKEN_NO_SESSION);
    }
}
