package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.verification.Wait;
import java.util.HashMap;
import java.util.Map;

/** What the template of the form is told beside stock's attributes. */
final class SignUpPage {

    private SignUpPage() {}

    static Map<String, Object> of(SignUp signUp) {
        Map<String, Object> page = new HashMap<>();
        page.put(
                "waitSeconds",
                signUp.refusal().flatMap(Refusal::retry).map(Wait::seconds).orElse(0L));
        return page;
    }
}
