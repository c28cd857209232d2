package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.address.AddressSyntax;
import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.verification.RetryDelay;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** 'Wrong address? Change it': allowed as long as nothing is proven. */
final class AddressChange {

    static final String FIELD = "email";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final VerificationLimits limits;

    AddressChange(KeycloakSession session, RealmModel realm, VerificationLimits limits) {
        this.session = session;
        this.realm = realm;
        this.limits = limits;
    }

    /** @return who goes on with the new address */
    PendingVerification of(PendingVerification pending, String typed) throws AddressRefusedException {
        String address = typed == null ? "" : typed.trim();
        if (address.isEmpty()) {
            throw new AddressRefusedException(InputRejection.of(FIELD, "porterEmailMissing"));
        }
        if (AddressSyntax.canonical(address).equals(AddressSyntax.canonical(pending.address()))) {
            throw new AddressRefusedException(InputRejection.of(FIELD, "porterEmailSame"));
        }
        if (AddressSyntax.ascii(address).isEmpty()) {
            throw new AddressRefusedException(InputRejection.of(FIELD, "porterEmailInvalid"));
        }
        Decision decision = limits.takeChange(pending.subjects());
        if (!decision.allowed()) {
            throw new AddressRefusedException(
                    InputRejection.limited(FIELD, "porterEmailLimited", RetryDelay.of(decision)));
        }
        Optional<String> unwanted = AddressPolicy.refusal(session, realm, address);
        if (unwanted.isPresent()) {
            throw new AddressRefusedException(InputRejection.of(FIELD, unwanted.get()));
        }
        return pending.moveTo(AddressSyntax.canonical(address));
    }
}
