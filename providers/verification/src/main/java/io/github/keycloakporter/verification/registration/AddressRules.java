package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.address.AddressSyntax;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/** Whether an address can be mailed at all, and whether it is one to stay. */
final class AddressRules {

    private final DisposableDomains disposable;
    private final MailDomains mailDomains;

    AddressRules(DisposableDomains disposable, MailDomains mailDomains) {
        this.disposable = disposable;
        this.mailDomains = mailDomains;
    }

    /** Why the address is refused; empty for one that may pass, and where none was typed. */
    Optional<FormRejection> refusal(GuardConfig config, String address) {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> mailable = AddressSyntax.ascii(address);
        if (mailable.isEmpty()) {
            return refused(Rule.ADDRESS_SYNTAX, "porterEmailInvalid");
        }
        String domain =
                mailable.get().substring(mailable.get().lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (domain.startsWith("[")) {
            return Optional.empty();
        }
        if (config.has(Rule.DISPOSABLE_DOMAINS) && disposable.contains(domain)) {
            return refused(Rule.DISPOSABLE_DOMAINS, "porterSignUpDisposable");
        }
        if (config.has(Rule.MX_LOOKUP) && !mailDomains.mayTakeMail(domain)) {
            return refused(Rule.MX_LOOKUP, "porterSignUpNoMail");
        }
        return Optional.empty();
    }

    private static Optional<FormRejection> refused(Rule rule, String message) {
        return Optional.of(FormRejection.of(rule, List.of(new FormMessage(UserModel.EMAIL, message))));
    }
}
