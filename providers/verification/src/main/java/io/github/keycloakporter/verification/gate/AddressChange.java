package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.verification.Wait;

/** 'Wrong address? Change it': allowed as long as nothing is proven. */
final class AddressChange {

    static final String FIELD = "email";

    private final VerificationLimits limits;

    AddressChange(VerificationLimits limits) {
        this.limits = limits;
    }

    /** @return who goes on with the new address */
    Waiter of(Waiter waiter, String typed) throws AddressRefusedException {
        String address = typed == null ? "" : typed.trim();
        if (address.isEmpty()) {
            throw new AddressRefusedException(Refusal.of(FIELD, "porterEmailMissing"));
        }
        if (address.equalsIgnoreCase(waiter.address())) {
            throw new AddressRefusedException(Refusal.of(FIELD, "porterEmailSame"));
        }
        Decision decision = limits.takeChange(waiter.subjects());
        if (!decision.allowed()) {
            throw new AddressRefusedException(Refusal.limited(FIELD, "porterEmailLimited", Wait.of(decision)));
        }
        return waiter.moveTo(address);
    }
}
