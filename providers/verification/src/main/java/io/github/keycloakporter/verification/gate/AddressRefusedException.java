package io.github.keycloakporter.verification.gate;

import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.ValidationException;

/** Another address was not taken. */
final class AddressRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final boolean taken;

    AddressRefusedException(Refusal refusal) {
        this(refusal, false);
    }

    private AddressRefusedException(Refusal refusal, boolean taken) {
        super(refusal.message().getMessage());
        this.refusal = refusal;
        this.taken = taken;
    }

    /** What the realm's user profile does not take. */
    static AddressRefusedException of(ValidationException e) {
        boolean taken = e.hasError(Messages.EMAIL_EXISTS, Messages.USERNAME_EXISTS);
        String message = taken ? "porterEmailTaken" : "porterEmailInvalid";
        return new AddressRefusedException(Refusal.of(AddressChange.FIELD, message), taken);
    }

    /** Whether it is somebody else's: its refusal says no word about an account, and still tells of one. */
    boolean taken() {
        return taken;
    }

    Refusal refusal() {
        return refusal;
    }
}
