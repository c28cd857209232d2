package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.LimitsTaken;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.MailLimitedException;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.limit.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.idpverifyemail.IdpVerifyAccountLinkActionToken;
import org.keycloak.authentication.actiontoken.resetcred.ResetCredentialsActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;

/**
 * How many mails may go out, held at the one place that every mail passes, so that no flow, page or endpoint goes round it.
 * Asked before a link is made: a mail that is not sent must not kill the link of the one before.
 */
final class MailLimits {

    private final KeycloakSession session;
    private final RateLimiterProvider limiter;

    MailLimits(KeycloakSession session) {
        this.session = session;
        this.limiter = session.getProvider(RateLimiterProvider.class);
    }

    /**
     * Charges a mail with a link.
     *
     * @param user whom it goes to; null for somebody without an account
     * @return empty where nothing limits it
     * @throws MailLimitedException when its caller knows what to say then
     * @throws jakarta.ws.rs.WebApplicationException with the answer, where stock's caller would say that sending failed
     */
    Optional<MailPermit> take(RealmModel realm, ActionTokenLink link, UserModel user) throws MailLimitedException {
        List<Limit> limits = user == null ? List.of() : limits(realm, link, user);
        Decision decision = limiter.acquire(realm, limits);
        if (decision.allowed()) {
            return limits.isEmpty() ? Optional.empty() : Optional.of(permit(realm, limits));
        }
        switch (link.purpose()) {
            case UpdateEmailActionToken.TOKEN_TYPE, IdpVerifyAccountLinkActionToken.TOKEN_TYPE ->
                throw new TooManyMails(session).page(decision);
            case VerifyEmailActionToken.TOKEN_TYPE, ExecuteActionsActionToken.TOKEN_TYPE -> {
                if (!link.askedInBrowser()) {
                    throw new TooManyMails(session).json(decision);
                }
                throw new MailLimitedException(decision);
            }
            default -> throw new MailLimitedException(decision);
        }
    }

    /** Whether stock's listener may tell the owner of one more event of that type now. */
    Decision notice(RealmModel realm, UserModel user, String template) {
        List<Limit> limits = limiter.rules(realm).rates(LimitedAction.SECURITY_NOTICE, Dimension.USER).stream()
                .map(rate -> new Limit(
                        LimitRules.name(LimitedAction.SECURITY_NOTICE, Dimension.USER),
                        user.getId() + " " + template,
                        rate.permits(),
                        rate.period()))
                .toList();
        return limiter.acquire(realm, limits);
    }

    private List<Limit> limits(RealmModel realm, ActionTokenLink link, UserModel user) {
        LimitRules rules = limiter.rules(realm);
        return switch (link.purpose()) {
            case VerifyEmailActionToken.TOKEN_TYPE ->
                link.askedInBrowser()
                        ? MailCooldown.in(realm).mail(rules, caller(user).address(user.getEmail()))
                        : rules.limits(LimitedAction.REMINDER, caller(user));
            case IdpVerifyAccountLinkActionToken.TOKEN_TYPE ->
                MailCooldown.in(realm).mail(rules, caller(user).address(user.getEmail()));
            case UpdateEmailActionToken.TOKEN_TYPE ->
                MailCooldown.in(realm)
                        .mail(rules, caller(user).address(link.newAddress().orElse(user.getEmail())));
            case ResetCredentialsActionToken.TOKEN_TYPE ->
                reset(rules, caller(user).address(user.getEmail()));
            case ExecuteActionsActionToken.TOKEN_TYPE ->
                link.asksOnlyFor(RequiredAction.VERIFY_EMAIL.name())
                        ? rules.limits(LimitedAction.REMINDER, caller(user))
                        : List.of();
            default -> List.of();
        };
    }

    /** Asked for where it counts only: a job of the server has no request to take a caller from. */
    private Subjects caller(UserModel user) {
        return Subjects.caller(session).user(user);
    }

    private List<Limit> reset(LimitRules rules, Subjects subjects) {
        List<Limit> all = new ArrayList<>(rules.limits(LimitedAction.USER_MAIL, subjects));
        if (!LimitsTaken.has(session, LimitedAction.RESET_PASSWORD)) {
            all.addAll(rules.limits(LimitedAction.RESET_PASSWORD, subjects));
        }
        return all;
    }

    private MailPermit permit(RealmModel realm, List<Limit> limits) {
        MailPermit permit = new MailPermit(limiter, realm, limits);
        permit.begin();
        session.getTransactionManager().enlistAfterCompletion(permit);
        return permit;
    }
}
