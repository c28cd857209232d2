package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.verification.Wait;
import java.util.Optional;

/** A code typed into the waiting page. */
final class CodeEntry {

    static final String FIELD = "code";

    private final VerificationLimits limits;

    CodeEntry(VerificationLimits limits) {
        this.limits = limits;
    }

    /** Empty when the code was right. */
    Optional<Refusal> claim(Waiter waiter, String typed) {
        String code = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        if (code.isEmpty()) {
            return Optional.of(Refusal.of(FIELD, "porterCodeMissing"));
        }
        if (!code.matches("[0-9]{" + ActionLinkProvider.CODE_LENGTH + "}")) {
            return Optional.of(Refusal.of(FIELD, "porterCodeFormat", ActionLinkProvider.CODE_LENGTH));
        }
        // Charged before it is looked at, so that parallel tries cannot outrun the count.
        Decision decision = limits.takeCodeTry(waiter.subjects());
        if (!decision.allowed()) {
            return Optional.of(Refusal.limited(FIELD, "porterCodeLimited", Wait.of(decision)));
        }
        CodeResult result = waiter.claim(code);
        if (result == CodeResult.ACCEPTED) {
            limits.giveCodeTryBack(waiter.subjects());
        }
        return switch (result) {
            case ACCEPTED -> Optional.empty();
            case WRONG -> Optional.of(Refusal.of(FIELD, "porterCodeWrong"));
            case EXHAUSTED -> Optional.of(Refusal.of(FIELD, "porterCodeExhausted"));
            case GONE -> Optional.of(Refusal.of(FIELD, "porterCodeGone"));
        };
    }
}
