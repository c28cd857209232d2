package io.github.keycloakporter.verification.registration;

import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/** 'Did you mean …?', asked once for each address. */
final class AddressQuestion {

    /** The button that takes the suggestion. */
    static final String BUTTON = "porter_address";

    static final String SUGGESTED = "suggested";

    private static final String TYPED = "porter.sign-up-typed";
    private static final String LIKELY = "porter.sign-up-likely";

    private final AuthenticationSessionModel authSession;

    AddressQuestion(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    /** Empty where there is nothing to ask, or no more. */
    Optional<FormRejection> ask(SignUp signUp) {
        if (signUp.address().equals(authSession.getAuthNote(TYPED))) {
            return Optional.empty();
        }
        return TypoSuggestion.of(signUp.address()).map(likely -> {
            authSession.setAuthNote(TYPED, signUp.address());
            authSession.setAuthNote(LIKELY, likely);
            signUp.suggest(likely);
            return FormRejection.question(Rule.TYPO_SUGGESTION);
        });
    }

    /** What was suggested last. */
    Optional<String> suggested() {
        return Optional.ofNullable(authSession.getAuthNote(LIKELY));
    }
}
