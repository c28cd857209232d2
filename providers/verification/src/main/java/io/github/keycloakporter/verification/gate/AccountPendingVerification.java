package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.limit.Dimension;
import io.github.keycloakporter.spi.limit.LimitSubjects;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.verification.gate.VerificationMail.Outcome;
import io.github.keycloakporter.verification.gate.VerificationMail.Sending;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.authentication.requiredactions.UpdateEmail;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.ValidationException;

/** The user of this authentication session. */
final class AccountPendingVerification implements PendingVerification {

    private final RequiredActionContext context;
    private final WaitingSession waiting;
    private final UserModel user;

    AccountPendingVerification(RequiredActionContext context, WaitingSession waiting) {
        this.context = context;
        this.waiting = waiting;
        this.user = context.getUser();
    }

    @Override
    public String address() {
        return user.getEmail() == null ? "" : user.getEmail().trim();
    }

    @Override
    public LimitSubjects subjects() {
        return LimitSubjects.caller(context.getSession()).user(user);
    }

    @Override
    public boolean hasMailed() {
        return waiting.hasMailed();
    }

    @Override
    public Optional<DeliveryView> mailFate() {
        return waiting.mailFate();
    }

    @Override
    public Sending send() {
        Sending sending = new VerificationMail(context).send();
        if (sending.denied().filter(Decision::deniedByRecipient).isPresent()
                && Decoy.tellsNothing(context.getAuthenticationSession())) {
            // somebody else's address would not refuse: nobody asks it
            sending = new UnsentMail(context.getSession(), context.getRealm()).send(subjects());
        }
        if (sending.outcome() == Outcome.SENT
                || (!hasMailed() && sending.denied().filter(this::underWay).isPresent())) {
            waiting.noteMail();
        }
        return sending;
    }

    /**
     * Whether it is too early because this user was mailed already, and not because of others at one IP or address. The limit
     * alone does not say so: a node that died after it was charged has queued nothing.
     */
    private boolean underWay(Decision denied) {
        return (denied.deniedBy(Dimension.USER) || denied.deniedByRecipient())
                && DeliveryView.of(context.getSession(), context.getRealm(), user)
                        .isPresent();
    }

    @Override
    public CodeResult claim(String code) {
        return context.getSession()
                .getProvider(ActionLinkProvider.class)
                .claimCode(
                        context.getRealm(),
                        user.getId(),
                        VerifyEmailActionToken.TOKEN_TYPE,
                        code,
                        AccountState.of(user));
    }

    /** Kills the old link and code. */
    @Override
    public PendingVerification moveTo(String address) throws AddressRefusedException {
        PendingVerification moved = this;
        try {
            UserProfile profile = UpdateEmail.validateEmailUpdate(context.getSession(), user, address);
            EventBuilder event = context.getEvent().clone().user(user);
            UpdateEmail.updateEmailNow(event, user, profile);
            event.success();
            user.setEmailVerified(false);
        } catch (ValidationException e) {
            AddressRefusedException refused = AddressRefusedException.of(e);
            if (!refused.taken() || !Decoy.tellsNothing(context.getAuthenticationSession())) {
                throw refused;
            }
            moved = new DecoyPendingVerification(context, Decoy.instead(context.getAuthenticationSession(), address));
        }
        context.getSession()
                .getProvider(ActionLinkProvider.class)
                .revoke(context.getRealm(), user.getId(), VerifyEmailActionToken.TOKEN_TYPE);
        waiting.noteMove();
        return moved;
    }
}
