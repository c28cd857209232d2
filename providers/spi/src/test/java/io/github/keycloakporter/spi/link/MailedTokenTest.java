package io.github.keycloakporter.spi.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.representations.JsonWebToken;

/** With a map as Keycloak's list of used tokens. */
class MailedTokenTest {

    private final Map<String, Long> used = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final KeycloakSession session = stub(KeycloakSession.class, this::session);
    private final DefaultActionTokenKey key =
            new DefaultActionTokenKey("user", "verify-email", Time.currentTime() + 300, UUID.randomUUID());

    @Test
    void aMailedTokenIsWithheldUntilItsLinkIsClaimed() {
        assertThat(MailedToken.isWithheld(session, key)).isFalse();
        MailedToken.withhold(session, token(key));
        assertThat(MailedToken.isWithheld(session, key)).isTrue();

        new ClaimedLink(token(key), Optional.empty()).noteIn(session);
        assertThat(MailedToken.isWithheld(session, key)).isFalse();
        assertThat(ClaimedLink.of(session).orElseThrow().purpose()).isEqualTo("verify-email");
    }

    /** Under the name that Keycloak's own check of used tokens asks for, and as long as the token lives. */
    @Test
    void keycloakFindsItAmongTheUsedTokens() {
        MailedToken.withhold(session, token(key));
        assertThat(used).containsOnlyKeys(key.serializeKey());
        assertThat(used.get(key.serializeKey())).isBetween(290L, 300L);
    }

    @Test
    void otherTokensOfTheUserRun() {
        MailedToken.withhold(session, token(key));
        DefaultActionTokenKey other =
                new DefaultActionTokenKey("user", "verify-email", key.getExp().intValue(), UUID.randomUUID());
        assertThat(MailedToken.isWithheld(session, other)).isFalse();
    }

    @Test
    void whatIsNoActionTokenIsLeftAlone() {
        MailedToken.withhold(session, new JsonWebToken().type("letter").exp(key.getExp()));
        JsonWebToken odd = new JsonWebToken().type("letter").exp(key.getExp());
        odd.setOtherClaims("nonce", "not a UUID");
        MailedToken.withhold(session, odd);
        assertThat(used).isEmpty();
    }

    private static JsonWebToken token(DefaultActionTokenKey key) {
        JsonWebToken token = new JsonWebToken()
                .type(key.getActionId())
                .subject(key.getUserId())
                .exp(key.getExp());
        token.setOtherClaims("nonce", key.getActionVerificationNonce().toString());
        return token;
    }

    private Object session(String method, Object[] arguments) {
        return switch (method) {
            case "revokedTokens" -> stub(RevokedTokenProvider.class, this::used);
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Object used(String method, Object[] arguments) {
        return switch (method) {
            case "put" -> used.put((String) arguments[0], (Long) arguments[1]) == null;
            case "contains" -> used.containsKey((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
