package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.address.AddressSyntax;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.UserModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.userprofile.AttributeContext;
import org.keycloak.userprofile.UserProfileAttributeValidationContext;
import org.keycloak.userprofile.validator.DuplicateEmailValidator;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidatorConfig;

/**
 * Keycloak's check that no account has the address yet, under Keycloak's id, for all spellings of the address: in every form where
 * people type one. It also refuses a new address in a spelling that {@link AddressSyntax#spellings} would not find again. An
 * administrator may store what Keycloak allows.
 */
public final class OneAccountPerAddress extends DuplicateEmailValidator {

    @Override
    public int order() {
        return 10;
    }

    @Override
    public ValidationContext validate(
            Object input, String inputHint, ValidationContext context, ValidatorConfig config) {
        String address = input instanceof List<?> values && !values.isEmpty() ? String.valueOf(values.get(0)) : "";
        AttributeContext attribute =
                UserProfileAttributeValidationContext.from(context).getAttributeContext();
        if (AddressSyntax.ascii(address).isEmpty()
                || !attribute.getContext().canBeAuthFlowContext()
                || isUnchanged(attribute.getUser(), inputHint, address)) {
            return super.validate(input, inputHint, context, config);
        }
        int errors = context.getErrors().size();
        for (String spelling : AddressSyntax.spellings(address)) {
            if (context.getErrors().size() == errors) {
                super.validate(List.of(spelling), inputHint, context, config);
            }
        }
        if (context.getErrors().size() == errors && isUnusual(address)) {
            context.addError(new ValidationError(ID, inputHint, Messages.INVALID_EMAIL));
        }
        return context;
    }

    private static boolean isUnchanged(UserModel user, String attribute, String value) {
        return user != null && value.equals(user.getFirstAttribute(attribute));
    }

    private static boolean isUnusual(String address) {
        return !AddressSyntax.spellings(AddressSyntax.canonical(address)).contains(address.toLowerCase(Locale.ROOT));
    }
}
