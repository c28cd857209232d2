package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.limit.Decision;
import io.github.keycloakporter.spi.link.AccountState;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.verification.Wait;
import java.util.Optional;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A code typed into the waiting page. */
final class CodeEntry {

    static final String FIELD = "code";

    private final KeycloakSession session;
    private final VerificationLimits limits;

    CodeEntry(KeycloakSession session, VerificationLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    /** Empty when the code was right. */
    Optional<Refusal> claim(RealmModel realm, UserModel user, String typed) {
        String code = typed == null ? "" : typed.replaceAll("[\\s-]", "");
        if (code.isEmpty()) {
            return Optional.of(Refusal.of(FIELD, "porterCodeMissing"));
        }
        if (!code.matches("[0-9]{" + ActionLinkProvider.CODE_LENGTH + "}")) {
            return Optional.of(Refusal.of(FIELD, "porterCodeFormat", ActionLinkProvider.CODE_LENGTH));
        }
        // Charged before it is looked at, so that parallel tries cannot outrun the count.
        Decision decision = limits.takeCodeTry(user);
        if (!decision.allowed()) {
            return Optional.of(Refusal.limited(FIELD, "porterCodeLimited", Wait.of(decision)));
        }
        CodeResult result = session.getProvider(ActionLinkProvider.class)
                .claimCode(realm, user.getId(), VerifyEmailActionToken.TOKEN_TYPE, code, AccountState.of(user));
        if (result == CodeResult.ACCEPTED) {
            limits.giveCodeTryBack(user);
        }
        return switch (result) {
            case ACCEPTED -> Optional.empty();
            case WRONG -> Optional.of(Refusal.of(FIELD, "porterCodeWrong"));
            case EXHAUSTED -> Optional.of(Refusal.of(FIELD, "porterCodeExhausted"));
            case GONE -> Optional.of(Refusal.of(FIELD, "porterCodeGone"));
        };
    }
}
