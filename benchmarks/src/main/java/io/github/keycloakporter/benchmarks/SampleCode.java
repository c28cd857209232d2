package io.github.keycloakporter.benchmarks;

import java.util.Map;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.protocol.oidc.utils.OAuth2CodeParser;

/** The single-use object Keycloak makes most of: what it keeps of a login until the app comes for the tokens. */
record SampleCode(String key, Map<String, String> notes) {

    /** In seconds, Keycloak's default. */
    static final long LIFESPAN = 60;

    private static final String CLIENT_UUID = "0d9c7a54-3b1e-4c55-a0c4-f1d5b8f2c6e7";

    static SampleCode next() {
        SecretGenerator random = SecretGenerator.getInstance();
        String id = random.generateSecureID();
        return new SampleCode(
                OAuth2CodeParser.CACHE_KEY_PREFIX + id,
                Map.of(
                        "id",
                        id,
                        "client_uuid",
                        CLIENT_UUID,
                        "exp",
                        String.valueOf(Time.currentTime() + LIFESPAN),
                        "nonce",
                        random.generateSecureID(),
                        "scope",
                        "openid profile email",
                        "redirectUri",
                        "https://www.riverbank-books.example/account/signed-in",
                        "code_challenge",
                        random.randomString(43),
                        "code_challenge_method",
                        "S256",
                        "user_session_id",
                        random.generateSecureID()));
    }
}
