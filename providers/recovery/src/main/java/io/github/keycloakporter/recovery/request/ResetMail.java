package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.spi.limit.ChargedLimits;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailLimitedException;
import io.github.keycloakporter.spi.trust.AccountTrustProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionCompoundId;

/**
 * The look-up and the mail of one request, in a session and a transaction of their own: what stock's two steps do, with
 * stock's token, template and events. An error's event names the user's id only, because the log repeats its details.
 */
final class ResetMail {

    private static final Logger LOGGER = Logger.getLogger(ResetMail.class);

    private final KeycloakSession session;
    private final ResetRequest request;
    private final boolean waitsForPermit;
    private final RealmModel realm;

    /** @param waitsForPermit whether a limit that is used up is an error, so that the request is tried again */
    ResetMail(KeycloakSession session, ResetRequest request, boolean waitsForPermit) {
        this.session = session;
        this.request = request;
        this.waitsForPermit = waitsForPermit;
        this.realm = session.realms().getRealm(request.realmId());
    }

    void send() {
        if (realm == null || !realm.isEnabled()) {
            return;
        }
        enterContext();
        UserModel user = request.userId() == null ? find() : session.users().getUserById(realm, request.userId());
        if (user == null) {
            event().error(Errors.USER_NOT_FOUND);
        } else if (!user.isEnabled()) {
            event().user(user).error(Errors.USER_DISABLED);
        } else if (user.getEmail() == null || user.getEmail().isBlank()) {
            event().user(user).error(Errors.INVALID_EMAIL);
        } else {
            send(user);
        }
    }

    private void enterContext() {
        DetachedRequest answered = new DetachedRequest(request.baseUri(), request.caller());
        session.getContext().setHttpRequest(answered);
        session.getContext().setConnection(answered);
        session.getContext().setRealm(realm);
        session.getContext().setClient(session.clients().getClientByClientId(realm, request.clientId()));
    }

    /** As Keycloak: by user name, then by address where the realm logs in by it, however that is spelled. Not for clients. */
    private UserModel find() {
        String name = request.name();
        UserModel user = session.users().getUserByUsername(realm, name);
        if (user == null && realm.isLoginWithEmailAllowed() && name.contains("@")) {
            user = AddressSyntax.spellings(name).stream()
                    .map(spelling -> session.users().getUserByEmail(realm, spelling))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return user == null || user.getServiceAccountClientLink() != null ? null : user;
    }

    private void send(UserModel user) {
        EventBuilder event = event().event(EventType.SEND_RESET_PASSWORD).user(user);
        ChargedLimits.noteCaller(session, LimitedAction.RESET_PASSWORD);
        chooseLanguage(user);
        try {
            write(user);
            event.detail(Details.USERNAME, request.name())
                    .detail(Details.EMAIL, user.getEmail())
                    .detail(Details.CODE_ID, rootAuthSession())
                    .success();
        } catch (MailLimitedException e) {
            if (waitsForPermit) {
                throw new IllegalStateException("Waits for a permit", e);
            }
            LOGGER.debugf("Too many emails for user %s or the realm: %s", user.getId(), e.getMessage());
        } catch (EmailException e) {
            event.error(Errors.EMAIL_SEND_FAILED);
            // neither the message nor the trace: a mail server's refusal repeats the address
            LOGGER.errorf("Reset mail of user %s was not sent: %s", user.getId(), rootOf(e));
        }
    }

    private void write(UserModel user) throws EmailException {
        ClientModel app = session.getContext().getClient();
        Map<String, Object> circumstances =
                RequestDetails.of(request, app, session.getContext().resolveLocale(user));
        EmailTemplateProvider template =
                session.getProvider(EmailTemplateProvider.class).setRealm(realm).setUser(user);
        circumstances.forEach(template::setAttribute);
        AlternativeLogins otherWays = AlternativeLogins.of(session, realm, user);
        if (request.mail().explainsOtherWays() && !otherWays.isEmpty() && isTrusted(user)) {
            template.send("porterNoPasswordSubject", "porter-no-password.ftl", otherWays.attributes(session, app));
            return;
        }
        int lifespan = realm.getActionTokenGeneratedByUserLifespan(ResetCredentialsActionToken.TOKEN_TYPE);
        template.sendPasswordReset(request.link(token(user, lifespan)), TimeUnit.SECONDS.toMinutes(lifespan));
    }

    /** Where nobody ever proved the address, the other ways may be a stranger's. */
    private boolean isTrusted(UserModel user) {
        return session.getProvider(AccountTrustProvider.class).isTrusted(realm, user);
    }

    private String token(UserModel user, int lifespan) {
        return new ResetCredentialsActionToken(
                        user.getId(),
                        user.getEmail(),
                        Time.currentTime() + lifespan,
                        request.authSession(),
                        request.clientId())
                .serialize(session, realm, session.getContext().getUri());
    }

    /** Stock's order: what was chosen on the page, the user's own, what the browser asked for. */
    private void chooseLanguage(UserModel user) {
        if (request.languageChosen() || !hasLanguage(user)) {
            session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, request.language());
        }
    }

    private boolean hasLanguage(UserModel user) {
        String own = user.getFirstAttribute(UserModel.LOCALE);
        return own != null
                && realm.getSupportedLocalesStream()
                        .map(Locale::forLanguageTag)
                        .map(Locale::getLanguage)
                        .anyMatch(Locale.forLanguageTag(own).getLanguage()::equals);
    }

    private EventBuilder event() {
        EventBuilder event = new EventBuilder(realm, session)
                .event(request.event().getType())
                .client(request.event().getClientId())
                .ipAddress(request.event().getIpAddress());
        if (request.event().getDetails() != null) {
            request.event().getDetails().forEach(event::detail);
        }
        return event.removeDetail(Details.USERNAME).removeDetail(Details.EMAIL);
    }

    private String rootAuthSession() {
        return AuthenticationSessionCompoundId.encoded(request.authSession()).getRootSessionId();
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }
}
