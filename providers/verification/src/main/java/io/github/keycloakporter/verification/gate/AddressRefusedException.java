package io.github.keycloakporter.verification.gate;

/** Another address was not taken. */
final class AddressRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    AddressRefusedException(Refusal refusal) {
        super(refusal.message().getMessage());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
