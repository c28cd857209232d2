package io.github.keycloakporter.notifications.undo;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.MessageType;
import org.keycloak.forms.login.freemarker.DetachedInfoStateChecker;
import org.keycloak.forms.login.freemarker.DetachedInfoStateCookie;
import org.keycloak.models.KeycloakSession;

/**
 * 'Your account is secured': the page after 'this was not me'. The press may come once only, and so its answer has an address
 * of its own, which shows the same page in another language. What the page says is in the signed cookie of Keycloak's
 * {@code detached-info} page, which only this browser has.
 *
 * @param tookBack whether the account was to go back to an address it had
 * @param returned whether the account has that address again; true where nothing was to go back
 * @param mailed whether the email with the link to a new password is on its way
 * @param maskedEmail where that email goes
 */
record SecuredPage(boolean tookBack, boolean returned, boolean mailed, String maskedEmail) {

    private static final String MESSAGE = "porterNotMeTitle";

    /** The answer to the press. */
    Response render(KeycloakSession session) {
        Object[] facts = {tookBack, returned, mailed, maskedEmail};
        DetachedInfoStateCookie cookie = new DetachedInfoStateChecker(
                        session, session.getContext().getRealm())
                .generateAndSetCookie(MESSAGE, MessageType.SUCCESS.toString(), null, null, facts);
        return render(session, cookie.getRenderedUrlState());
    }

    /** What {@link #render(KeycloakSession)} wrote into the cookie. */
    static SecuredPage of(DetachedInfoStateCookie cookie) {
        List<String> facts = cookie.getMessageParameters();
        return new SecuredPage(
                Boolean.parseBoolean(facts.get(0)),
                Boolean.parseBoolean(facts.get(1)),
                Boolean.parseBoolean(facts.get(2)),
                facts.get(3));
    }

    /** Whether the cookie was written for this page, and not for one of Keycloak's. */
    static boolean isIn(DetachedInfoStateCookie cookie) {
        return MESSAGE.equals(cookie.getMessageKey());
    }

    /** @param state what ties the page's address to the cookie */
    Response render(KeycloakSession session, String state) {
        return session.getProvider(LoginFormsProvider.class)
                .setActionUri(address(session, state))
                .setAttribute(
                        "notMe",
                        Map.of(
                                "returned",
                                returned,
                                "mailed",
                                mailed,
                                "tookBack",
                                tookBack,
                                "maskedEmail",
                                maskedEmail))
                .setDetachedAuthSession()
                .createForm("porter-not-me.ftl");
    }

    private static URI address(KeycloakSession session, String state) {
        return UriBuilder.fromUri(session.getContext().getUri().getBaseUri())
                .path("realms/{realm}/" + SecuredPageResourceProviderFactory.PROVIDER_ID + "/{state}")
                .build(session.getContext().getRealm().getName(), state);
    }
}
