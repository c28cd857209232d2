package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.RetryDelay;
import java.util.HashMap;
import java.util.Map;

/** What the template of the form is told beside stock's attributes. */
final class SignUpPage {

    private SignUpPage() {}

    static Map<String, Object> of(SignUp signUp) {
        Map<String, Object> page = new HashMap<>();
        page.put(
                "waitSeconds",
                signUp.refusal()
                        .flatMap(FormRejection::retry)
                        .map(RetryDelay::seconds)
                        .orElse(0L));
        page.put("honeypot", Honeypot.FIELD);
        signUp.suggestion().ifPresent(suggestion -> {
            page.put("typed", signUp.address());
            page.put("suggestion", suggestion);
        });
        return page;
    }
}
