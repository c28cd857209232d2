package io.github.keycloakporter.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkTarget;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.common.util.Base64Url;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.protocol.ClientData;
import org.keycloak.util.JsonSerialization;

/** A verify-email link with its code, for somebody who came from an app. Token and client data are written by Keycloak's own classes. */
final class SampleLink {

    /** As {@code AccountState} makes it. */
    static final String BINDING = "u1Jx0mYb7cQeT4sWkP9hGA";

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final String ISSUER = "https://login.riverbank-books.example/realms/customers";
    private static final String CLIENT = "webshop";
    private static final String CLIENT_UUID = "0d9c7a54-3b1e-4c55-a0c4-f1d5b8f2c6e7";
    private static final String[] PEOPLE = {
        "jo@riverbank-books.example", "a.okonkwo@mail.example", "charlotte.vandenberg@post.example",
        "li.wei88@inbox.example", "marguerite.dubois-lefevre@courriel.example", "sam.t@uni.example"
    };

    private SampleLink() {}

    /** @param number choose the person; each call makes another user with another link */
    static LinkRequest request(int number) {
        String user = UUID.randomUUID().toString();
        String tab = random(8);
        int now = Time.currentTime();
        VerifyEmailActionToken token = new VerifyEmailActionToken(
                user,
                now + (int) LIFE.toSeconds(),
                random(18) + "." + tab + "." + CLIENT_UUID,
                PEOPLE[number % PEOPLE.length],
                CLIENT);
        token.id(UUID.randomUUID().toString()).issuer(ISSUER).audience(ISSUER).iat((long) now);
        String data = new ClientData(
                        "https://www.riverbank-books.example/account/signed-in", "code", "query", random(24))
                .encode();
        Map<String, Object> claims = JsonSerialization.mapper.convertValue(token, new TypeReference<>() {});
        Map<String, String> query = Map.of("client_id", CLIENT, "tab_id", tab, "client_data", data);
        return new LinkRequest(
                user,
                VerifyEmailActionToken.TOKEN_TYPE,
                new LinkTarget("login-actions/action-token", query, claims, "en"),
                BINDING,
                LIFE.toSeconds(),
                CODE_LIFE.toSeconds(),
                Time.currentTimeMillis());
    }

    private static String random(int bytes) {
        return Base64Url.encode(SecretGenerator.getInstance().randomBytes(bytes));
    }
}
