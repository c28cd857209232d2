package io.github.keycloakporter.verification.registration;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/**
 * Characters that nobody types and that make a name look like something else, on a page, in a mail or in a log: control
 * characters, separators of lines, halves of a character, and those that turn the direction of writing (UTS #39, 5.4).
 */
final class CleanNames {

    private static final Set<String> PASSWORDS =
            Set.of(RegistrationPage.FIELD_PASSWORD, RegistrationPage.FIELD_PASSWORD_CONFIRM);

    /** Never of several lines, unlike what a realm may ask for beside them. */
    private static final Set<String> LINES =
            Set.of(UserModel.EMAIL, UserModel.USERNAME, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private CleanNames() {}

    /** A message for each field that is not clean. */
    static List<FormMessage> faults(MultivaluedMap<String, String> form) {
        List<FormMessage> faults = new ArrayList<>();
        form.forEach((field, values) -> {
            boolean lines = !LINES.contains(field);
            if (!PASSWORDS.contains(field) && values.stream().anyMatch(value -> !isClean(value, lines))) {
                faults.add(new FormMessage(field, "porterSignUpCharacters"));
            }
        });
        return faults;
    }

    static boolean isClean(String text, boolean lines) {
        return text.codePoints().allMatch(c -> (lines && (c == '\r' || c == '\n' || c == '\t')) || isClean(c));
    }

    private static boolean isClean(int c) {
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !turns
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }
}
