package io.github.keycloakporter.verification.gate;

import java.util.Set;
import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.ValidationException;

/** Another address was not taken. */
final class AddressRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Set<String> TAKEN = Set.of(Messages.EMAIL_EXISTS, Messages.USERNAME_EXISTS);

    private final transient InputRejection refusal;
    private final boolean taken;

    AddressRefusedException(InputRejection refusal) {
        this(refusal, false);
    }

    private AddressRefusedException(InputRejection refusal, boolean taken) {
        super(refusal.message().getMessage());
        this.refusal = refusal;
        this.taken = taken;
    }

    /** What the realm's user profile does not take. An address it takes from nobody is never called taken. */
    static AddressRefusedException of(ValidationException e) {
        boolean taken = e.getErrors().stream().allMatch(error -> TAKEN.contains(error.getMessage()));
        String message = taken ? "porterEmailTaken" : "porterEmailInvalid";
        return new AddressRefusedException(InputRejection.of(AddressChange.FIELD, message), taken);
    }

    /** Whether it is somebody else's: its refusal says no word about an account, and still tells of one. */
    boolean taken() {
        return taken;
    }

    InputRejection refusal() {
        return refusal;
    }
}
