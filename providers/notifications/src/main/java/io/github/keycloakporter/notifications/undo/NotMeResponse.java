package io.github.keycloakporter.notifications.undo;

import io.github.keycloakporter.notifications.lock.LockedAccounts;
import io.github.keycloakporter.notifications.notice.NotMeToken;
import io.github.keycloakporter.notifications.notice.NoticeMetrics;
import io.github.keycloakporter.notifications.store.AddressChanges;
import io.github.keycloakporter.spi.address.MaskedAddress;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.ClaimedLink;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.micrometer.core.instrument.Metrics;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.TokenVerifier.Predicate;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.TokenUtils;
import org.keycloak.email.EmailException;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.messages.Messages;

/**
 * An owner says that somebody else did it. Whatever that somebody knows or holds is made worthless: sessions, links, the
 * password, and what the notice was about; only then a mail with a link for a new password leaves.
 */
final class NotMeResponse {

    /** The message of a link that no longer says anything about the account. */
    static final String OUTDATED = "porterNotMeOutdated";

    private static final Logger LOGGER = Logger.getLogger(NotMeResponse.class);

    private final ActionTokenContext<NotMeToken> context;
    private final NotMeToken token;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    NotMeResponse(ActionTokenContext<NotMeToken> context, NotMeToken token) {
        this.context = context;
        this.token = token;
        this.session = context.getSession();
        this.realm = context.getRealm();
        this.user = context.getAuthenticationSession().getAuthenticatedUser();
    }

    @SuppressWarnings("unchecked")
    static Predicate<? super NotMeToken>[] verifiers(ActionTokenContext<NotMeToken> context) {
        return TokenUtils.predicates(TokenUtils.checkThat(
                token -> new NotMeResponse(context, token).isTimely(), Errors.INVALID_TOKEN, OUTDATED));
    }

    /**
     * Only the claimed link of a notice settles anything.
     *
     * @throws WebApplicationException with the page for an unknown token; nothing was done by then
     */
    static void demandClaim(ActionTokenContext<NotMeToken> context) {
        KeycloakSession session = context.getSession();
        if (ClaimedLink.of(session).isEmpty()) {
            context.getEvent().error(Errors.INVALID_CODE);
            throw new WebApplicationException(
                    ErrorPage.error(session, null, Response.Status.BAD_REQUEST, Messages.INVALID_CODE));
        }
    }

    /**
     * Whether who got the mail still has a say. An intruder who moved the account to an address of his own gets mails, too;
     * they end when the account is taken back.
     */
    private boolean isTimely() {
        boolean proven = user.isEmailVerified() && token.getEmail().equalsIgnoreCase(user.getEmail());
        return token.change().isPresent() ? change().isPresent() : proven;
    }

    private Optional<AddressChanges.Change> change() {
        return token.change().flatMap(id -> new AddressChanges(session, realm).find(id, user.getId()));
    }

    Response settle() {
        AccountRescue rescue = new AccountRescue(session, realm, user, context.getClientConnection());
        rescue.endSessions();
        Optional<AddressChanges.Change> change = change();
        boolean returned = change.isEmpty() || rescue.returnTo(change.get());
        if (!returned) {
            // the mailbox that leads to a new password may be the intruder's
            rescue.disable();
        }
        rescue.dropPassword();
        token.credential().ifPresent(rescue::dropFactor);
        token.provider().ifPresent(rescue::dropProvider);
        rescue.dropPasskeysSince(token.happenedAt());
        session.getProvider(ActionLinkProvider.class).revokeAll(realm, user.getId());
        Optional.ofNullable(session.getProvider(EmailOutboxProvider.class))
                .ifPresent(outbox -> outbox.cancel(realm, user.getId()));
        new LockedAccounts(session).lock(realm, user.getId());
        boolean mailed = returned && user.isEnabled() && mailNewPassword();
        tellAdmins(rescue, change.isPresent() && returned);
        return page(returned, mailed);
    }

    private boolean mailNewPassword() {
        try {
            new NewPasswordMail(session, realm).send(user);
            return true;
        } catch (EmailException e) {
            LOGGER.errorf(
                    "The mail for a new password of user %s was not sent: %s",
                    user.getId(), e.getClass().getName());
            return false;
        }
    }

    private void tellAdmins(AccountRescue rescue, boolean tookBack) {
        context.getEvent()
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .user(user)
                .detail("notice", token.notice())
                .detail("undone", rescue.undone())
                .detail("left", rescue.left(token.happenedAt()))
                .detail("address_taken_back", Boolean.toString(tookBack))
                .success();
        LOGGER.warnf(
                "The owner of user %s in realm %s says of %s: this was not me. Undone: %s. Still there: %s",
                user.getId(), realm.getName(), token.notice(), rescue.undone(), rescue.left(token.happenedAt()));
        new NoticeMetrics(Metrics.globalRegistry).disputed(realm.getName(), token.notice());
    }

    private Response page(boolean returned, boolean mailed) {
        Response page = new SecuredPage(token.change().isPresent(), returned, mailed, MaskedAddress.of(user.getEmail()))
                .render(session);
        new AuthenticationSessionManager(session)
                .removeAuthenticationSession(realm, context.getAuthenticationSession(), true);
        return page;
    }
}
