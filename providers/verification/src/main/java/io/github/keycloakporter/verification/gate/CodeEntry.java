package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.verification.RetryDelay;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A code typed into the waiting page.
 *
 * <p>What the page says of a wrong code depends on this session's own tries only. The state of the account's code would tell
 * whether there is an account: a code exists only once its email has left.
 */
final class CodeEntry {

    static final String FIELD = "code";

    /** Wrong codes typed in this session since its last email. */
    private static final String WRONG_CODES = "porter.wrong-codes";

    private final VerificationLimits limits;
    private final AuthenticationSessionModel authSession;

    CodeEntry(VerificationLimits limits, AuthenticationSessionModel authSession) {
        this.limits = limits;
        this.authSession = authSession;
    }

    /** A new email brings a new code. */
    void begin() {
        authSession.removeAuthNote(WRONG_CODES);
    }

    /** Empty when the code was right. */
    Optional<InputRejection> claim(PendingVerification pending, String typed) {
        String code = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        if (code.isEmpty()) {
            return Optional.of(InputRejection.of(FIELD, "porterCodeMissing"));
        }
        if (!code.matches("[0-9]{" + ActionLinkProvider.CODE_LENGTH + "}")) {
            return Optional.of(InputRejection.of(FIELD, "porterCodeFormat", ActionLinkProvider.CODE_LENGTH));
        }
        // charged before it is looked at, so that parallel tries cannot outrun the count
        Decision decision = limits.takeCodeTry(pending.subjects());
        if (!decision.allowed()) {
            return Optional.of(InputRejection.limited(FIELD, "porterCodeLimited", RetryDelay.of(decision)));
        }
        if (pending.claim(code) == CodeResult.ACCEPTED) {
            limits.giveCodeTryBack(pending.subjects());
            return Optional.empty();
        }
        return Optional.of(InputRejection.of(
                FIELD, countWrong() < ActionLinkProvider.MAX_CODE_TRIES ? "porterCodeWrong" : "porterCodeExhausted"));
    }

    private int countWrong() {
        String before = authSession.getAuthNote(WRONG_CODES);
        int count = before == null ? 1 : Integer.parseInt(before) + 1;
        authSession.setAuthNote(WRONG_CODES, Integer.toString(count));
        return count;
    }
}
