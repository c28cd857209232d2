package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A code typed into the waiting page. */
final class CodeEntry {

    /**
     * What became of it.
     *
     * @param error the message for the field, or null when the code was right
     * @param parameter what the message counts: digits of a code, minutes until the next try
     */
    record Answer(String error, long parameter) {

        boolean accepted() {
            return error == null;
        }
    }

    private final KeycloakSession session;
    private final VerificationLimits limits;

    CodeEntry(KeycloakSession session, VerificationLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    Answer claim(RealmModel realm, UserModel user, String typed) {
        String code = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        if (code.isEmpty()) {
            return new Answer("porterCodeMissing", 0);
        }
        if (!code.matches("[0-9]{" + ActionLinkProvider.CODE_LENGTH + "}")) {
            return new Answer("porterCodeFormat", ActionLinkProvider.CODE_LENGTH);
        }
        // Charged before it is looked at, so that parallel tries cannot outrun the count.
        Decision decision = limits.takeCodeTry(user);
        if (!decision.allowed()) {
            return new Answer("porterCodeLimited", (decision.retryAfterSeconds() + 59) / 60);
        }
        CodeResult result = session.getProvider(ActionLinkProvider.class)
                .claimCode(realm, user.getId(), VerifyEmailActionToken.TOKEN_TYPE, code, AccountState.of(user));
        return switch (result) {
            case ACCEPTED -> {
                limits.giveCodeTryBack(user);
                yield new Answer(null, 0);
            }
            case WRONG -> new Answer("porterCodeWrong", 0);
            case EXHAUSTED -> new Answer("porterCodeExhausted", 0);
            case GONE -> new Answer("porterCodeGone", 0);
        };
    }
}
