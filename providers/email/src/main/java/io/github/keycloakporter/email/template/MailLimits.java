package io.github.keycloakporter.email.template;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.spi.limit.ChargedLimits;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitRules;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.LimitedAction;
import io.github.keycloakporter.spi.limit.MailBudget;
import io.github.keycloakporter.spi.limit.MailBudget.Charge;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.MailLimitedException;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import io.github.keycloakporter.spi.mail.MailKind;
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

    private static final Charge NOTHING = new Charge(Decision.ALLOWED, List.of());

    private final KeycloakSession session;
    private final RateLimiterProvider limiter;

    MailLimits(KeycloakSession session) {
        this.session = session;
        this.limiter = session.getProvider(RateLimiterProvider.class);
    }

    /**
     * Charges an email with a link.
     *
     * @param user the recipient; null for somebody without an account
     * @return empty where nothing limits it
     * @throws MailLimitedException when its caller handles it
     * @throws jakarta.ws.rs.WebApplicationException with the answer, where Keycloak's caller would only report a failed email
     */
    Optional<MailCharge> take(RealmModel realm, ActionTokenLink link, UserModel user) throws MailLimitedException {
        if (user == null) {
            return Optional.empty();
        }
        Charge charge = charge(realm, link, user);
        if (!charge.decision().allowed()) {
            throw refused(link, charge.decision());
        }
        return permit(realm, charge);
    }

    /** Charges an email without a link; most of them are limited by nobody, or where they are caused. */
    Optional<MailCharge> take(RealmModel realm, MailKind kind, UserModel user) throws MailLimitedException {
        if (user == null || user.getEmail() == null) {
            return Optional.empty();
        }
        Charge charge =
                switch (kind) {
                    case PASSWORD_RESET -> reset(realm, user);
                    case ACCOUNT_EXISTS -> accountExists(realm, user);
                    default -> NOTHING;
                };
        if (!charge.decision().allowed()) {
            throw new MailLimitedException(charge.decision());
        }
        return permit(realm, charge);
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

    private Charge charge(RealmModel realm, ActionTokenLink link, UserModel user) {
        return switch (link.purpose()) {
            case VerifyEmailActionToken.TOKEN_TYPE ->
                link.askedInBrowser() ? proof(realm, user, user.getEmail()) : reminder(realm, user);
            case IdpVerifyAccountLinkActionToken.TOKEN_TYPE -> proof(realm, user, user.getEmail());
            case UpdateEmailActionToken.TOKEN_TYPE ->
                proof(realm, user, link.newAddress().orElse(user.getEmail()));
            case ResetCredentialsActionToken.TOKEN_TYPE -> reset(realm, user);
            case ExecuteActionsActionToken.TOKEN_TYPE ->
                link.asksOnlyFor(RequiredAction.VERIFY_EMAIL.name()) ? reminder(realm, user) : NOTHING;
            default -> NOTHING;
        };
    }

    private Charge proof(RealmModel realm, UserModel user, String address) {
        LimitRules rules = limiter.rules(realm);
        LimitSubjects subjects = LimitSubjects.caller(session).user(user).address(address);
        List<Limit> limits = new ArrayList<>(MailCooldown.in(realm).mail(rules, subjects));
        limits.addAll(mailbox(rules, user, address));
        return new MailBudget(limiter, realm).take(limits, subjects);
    }

    private Charge reset(RealmModel realm, UserModel user) {
        LimitRules rules = limiter.rules(realm);
        LimitSubjects subjects = LimitSubjects.caller(session).user(user).address(user.getEmail());
        List<Limit> limits =
                new ArrayList<>(ChargedLimits.left(session, LimitedAction.RESET_PASSWORD, rules, subjects));
        if (!ChargedLimits.has(session, LimitedAction.RESET_PASSWORD, Dimension.MAILBOX)) {
            limits.addAll(mailbox(rules, user, user.getEmail()));
        }
        return new MailBudget(limiter, realm).take(limits, subjects);
    }

    /** By the recipient alone: the one who signed up was charged for all the rest. */
    private Charge accountExists(RealmModel realm, UserModel user) {
        LimitRules rules = limiter.rules(realm);
        List<Limit> limits = new ArrayList<>(
                rules.limits(LimitedAction.ACCOUNT_EXISTS, LimitSubjects.none().address(user.getEmail())));
        limits.addAll(mailbox(rules, user, user.getEmail()));
        return acquire(realm, limits);
    }

    private Charge reminder(RealmModel realm, UserModel user) {
        return acquire(
                realm,
                limiter.rules(realm)
                        .limits(LimitedAction.REMINDER, LimitSubjects.none().user(user)));
    }

    /**
     * Counts the spellings of a mailbox that anybody can think of. Not its plain one, and none that was proven: there are few of
     * them, each has its own limits, and no other spelling can take their emails.
     */
    private static List<Limit> mailbox(LimitRules rules, UserModel user, String address) {
        String canonical = AddressSyntax.canonical(address);
        boolean plain = canonical.equals(AddressSyntax.mailbox(address));
        boolean proven = user.isEmailVerified() && canonical.equals(AddressSyntax.canonical(user.getEmail()));
        return plain || proven
                ? List.of()
                : rules.limits(
                        LimitedAction.USER_MAIL,
                        Dimension.MAILBOX,
                        LimitSubjects.none().mailbox(address));
    }

    private Charge acquire(RealmModel realm, List<Limit> limits) {
        return new Charge(limiter.acquire(realm, limits), limits);
    }

    private Optional<MailCharge> permit(RealmModel realm, Charge charge) {
        if (charge.limits().isEmpty()) {
            return Optional.empty();
        }
        MailCharge permit = new MailCharge(limiter, realm, charge.limits());
        permit.begin();
        session.getTransactionManager().enlistAfterCompletion(permit);
        return Optional.of(permit);
    }

    private MailLimitedException refused(ActionTokenLink link, Decision decision) {
        switch (link.purpose()) {
            case UpdateEmailActionToken.TOKEN_TYPE, IdpVerifyAccountLinkActionToken.TOKEN_TYPE ->
                throw new TooManyMails(session).page(decision);
            case VerifyEmailActionToken.TOKEN_TYPE, ExecuteActionsActionToken.TOKEN_TYPE -> {
                if (!link.askedInBrowser()) {
                    throw new TooManyMails(session).json(decision);
                }
                return new MailLimitedException(decision);
            }
            default -> {
                return new MailLimitedException(decision);
            }
        }
    }
}
