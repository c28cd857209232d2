package io.github.keycloakporter.verification.link;

import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import io.github.keycloakporter.spi.link.ClaimedLink;
import io.github.keycloakporter.spi.link.OpenedLink;
import jakarta.ws.rs.core.Response;
import org.keycloak.TokenVerifier.Predicate;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.ActionTokenHandler;
import org.keycloak.common.VerificationException;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.util.LocaleUtil;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Runs the token of a claimed link with the handler of its purpose, whichever extension that handler comes from.
 *
 * <p>Differences to running it with that handler alone: the session forgets the token before a page is rendered, because
 * Keycloak's pages write a remembered token into their language links; pages that end the way are shown again by
 * Keycloak's {@code detached-info} when the reader picks a language; a session that starts here speaks the language of the
 * link.
 */
final class ClaimedTokenHandler<T extends JsonWebToken> implements ActionTokenHandler<T>, StatelessProvider {

    private final KeycloakSession session;
    private final ClaimedLink link;
    private final ActionTokenHandler<T> handler;

    ClaimedTokenHandler(KeycloakSession session, ClaimedLink link, ActionTokenHandler<T> handler) {
        this.session = session;
        this.link = link;
        this.handler = handler;
    }

    /** Keycloak calls this first: from here on the token and its events have the purpose of the link again. */
    @Override
    public String getAuthenticationSessionIdFromToken(
            T token, ActionTokenContext<T> context, AuthenticationSessionModel current) {
        token.type(link.purpose());
        context.getEvent().detail(Details.ACTION, link.purpose());
        return handler.getAuthenticationSessionIdFromToken(token, context, current);
    }

    @Override
    public AuthenticationSessionModel startFreshAuthenticationSession(T token, ActionTokenContext<T> context)
            throws VerificationException {
        AuthenticationSessionModel fresh = handler.startFreshAuthenticationSession(token, context);
        link.language().ifPresent(tag -> fresh.setClientNote(LocaleSelectorProvider.CLIENT_REQUEST_LOCALE, tag));
        LocaleUtil.processLocaleParam(session, context.getRealm(), fresh);
        return fresh;
    }

    @Override
    public Response handleToken(T token, ActionTokenContext<T> context) {
        OpenedLink.of(link.token()).noteIn(context.getAuthenticationSession());
        session.getProvider(LoginFormsProvider.class).setDetachedAuthSession();
        return handler.handleToken(token, context);
    }

    @Override
    public Response preHandleToken(T token, ActionTokenContext<T> context) {
        return handler.preHandleToken(token, context);
    }

    @Override
    public Predicate<? super T>[] getVerifiers(ActionTokenContext<T> context) {
        return handler.getVerifiers(context);
    }

    @Override
    public boolean canUseTokenRepeatedly(T token, ActionTokenContext<T> context) {
        return handler.canUseTokenRepeatedly(token, context);
    }

    @Override
    public Class<T> getTokenClass() {
        return handler.getTokenClass();
    }

    @Override
    public EventType eventType() {
        return handler.eventType();
    }

    @Override
    public String getDefaultEventError() {
        return handler.getDefaultEventError();
    }

    @Override
    public String getDefaultErrorMessage() {
        return handler.getDefaultErrorMessage();
    }
}
