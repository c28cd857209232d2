package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.verification.Wait;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.authentication.requiredactions.UpdateEmail;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.UserProfile;
import org.keycloak.userprofile.ValidationException;

/** 'Wrong address? Change it': allowed as long as nothing is proven, checked by the realm's own user profile. */
final class AddressChange {

    static final String FIELD = "email";

    private final RequiredActionContext context;
    private final VerificationLimits limits;

    AddressChange(RequiredActionContext context, VerificationLimits limits) {
        this.context = context;
        this.limits = limits;
    }

    /** Changes the address, which kills the old link and code; empty when done, else what is wrong. */
    Optional<Refusal> to(String typed) {
        UserModel user = context.getUser();
        String address = typed == null ? "" : typed.trim();
        if (address.isEmpty()) {
            return Optional.of(Refusal.of(FIELD, "porterEmailMissing"));
        }
        if (address.equalsIgnoreCase(user.getEmail())) {
            return Optional.of(Refusal.of(FIELD, "porterEmailSame"));
        }
        Decision decision = limits.takeChange(user);
        if (!decision.allowed()) {
            return Optional.of(Refusal.limited(FIELD, "porterEmailLimited", Wait.of(decision)));
        }
        try {
            change(user, address);
            return Optional.empty();
        } catch (ValidationException e) {
            // somebody else's address: no word about an account there
            boolean taken = e.hasError(Messages.EMAIL_EXISTS, Messages.USERNAME_EXISTS);
            return Optional.of(Refusal.of(FIELD, taken ? "porterEmailTaken" : "porterEmailInvalid"));
        }
    }

    private void change(UserModel user, String address) {
        KeycloakSession session = context.getSession();
        UserProfile profile = UpdateEmail.validateEmailUpdate(session, user, address);
        EventBuilder event = context.getEvent().clone().user(user);
        UpdateEmail.updateEmailNow(event, user, profile);
        event.success();
        user.setEmailVerified(false);
        session.getProvider(ActionLinkProvider.class)
                .revoke(context.getRealm(), user.getId(), VerifyEmailActionToken.TOKEN_TYPE);
    }
}
