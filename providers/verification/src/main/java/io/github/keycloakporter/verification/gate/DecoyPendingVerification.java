package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Somebody who typed the address of an account. The stores and limits do for a stand-in what they do for a user, so that
 * answers, waits and counts come out alike without being imitated; only the mail is another one, and goes to the owner.
 */
final class DecoyPendingVerification implements PendingVerification {

    private static final Logger LOGGER = Logger.getLogger(DecoyPendingVerification.class);

    private final RequiredActionContext context;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Decoy decoy;

    DecoyPendingVerification(RequiredActionContext context, Decoy decoy) {
        this.context = context;
        this.session = context.getSession();
        this.realm = context.getRealm();
        this.decoy = decoy;
    }

    @Override
    public String address() {
        return decoy.address();
    }

    /** The owner's own counts would tell how much email the owner gets, and strangers could use them up. */
    @Override
    public LimitSubjects subjects() {
        return LimitSubjects.caller(session).user(decoy.standIn());
    }

    @Override
    public boolean hasMailed() {
        return decoy.mailed().isPresent();
    }

    @Override
    public Optional<DeliveryView> mailFate() {
        return DecoyDeliveryView.of(session, realm, decoy);
    }

    @Override
    public Sending send() {
        Sending sending = new UnsentMail(session, realm).send(subjects());
        if (sending.outcome() == Outcome.TOO_EARLY) {
            return sending;
        }
        decoy.noteMail();
        try {
            new OwnerNotice(session, realm)
                    .send(decoy.address(), decoy.authSession().getClient());
            return sending;
        } catch (EmailException e) {
            LOGGER.errorf("The owner of an account was not told of a sign-up: %s", VerificationMail.rootOf(e));
            return new Sending(Outcome.FAILED, Optional.empty());
        }
    }

    /** No code is ever issued for the stand-in. The store is asked all the same: that takes as long as for a user. */
    @Override
    public CodeResult claim(String code) {
        return session.getProvider(ActionLinkProvider.class)
                .claimCode(realm, decoy.standIn(), VerifyEmailActionToken.TOKEN_TYPE, code, "");
    }

    @Override
    public PendingVerification moveTo(String address) throws AddressRefusedException {
        return decoy.aside().isPresent() ? backTo(address) : lateTo(address);
    }

    /** The user that was put aside moves there. */
    private PendingVerification backTo(String address) throws AddressRefusedException {
        UserModel user = session.users().getUserById(realm, decoy.aside().orElseThrow());
        if (user == null) {
            throw new AddressRefusedException(InputRejection.of(AddressChange.FIELD, "porterEmailInvalid"));
        }
        AuthenticationSessionModel authSession = decoy.authSession();
        authSession.setAuthenticatedUser(user);
        try {
            PendingVerification moved =
                    account(LateRegistration.forUser(context, user)).moveTo(address);
            if (Decoy.of(authSession).isEmpty()) {
                decoy.leave();
            }
            return moved;
        } catch (AddressRefusedException e) {
            authSession.setAuthenticatedUser(null);
            throw e;
        }
    }

    /** The address was a slip, and its account somebody else's: an account with the right one is opened. */
    private PendingVerification lateTo(String address) throws AddressRefusedException {
        LimitSubjects standIn = LimitSubjects.none().user(decoy.standIn());
        try {
            RequiredActionContext opened = new LateRegistration(context, decoy).open(address);
            new VerificationLimits(session, realm, MailCooldown.in(realm))
                    .carryOver(standIn, LimitSubjects.none().user(opened.getUser()));
            return account(opened);
        } catch (AddressRefusedException e) {
            if (e.taken()) {
                decoy.moveTo(address);
                return this;
            }
            throw e;
        }
    }

    private static PendingVerification account(RequiredActionContext opened) {
        WaitingSession waiting = new WaitingSession(opened);
        waiting.arrive();
        return new AccountPendingVerification(opened, waiting);
    }
}
