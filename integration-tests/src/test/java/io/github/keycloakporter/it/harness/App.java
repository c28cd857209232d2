package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An app that lets people log in: the authorization code flow with PKCE (RFC 7636), by hand. Nobody listens at its
 * address; a {@link Browser} stops there.
 */
public final class App {

    /** The app's start page, and the root of all of its addresses. */
    public static final String HOME = "http://app.example.test/";

    public static final String CLIENT_ID = "journey-app";

    static final String CALLBACK = HOME + "callback";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI realm;

    App(URI realm) {
        this.realm = realm;
    }

    /** Makes the app known to the realm. */
    public static void addTo(String realm, Admin admin) {
        Map<String, Object> client = Map.of(
                "clientId",
                CLIENT_ID,
                "name",
                "Journey app",
                "enabled",
                true,
                "publicClient",
                true,
                "standardFlowEnabled",
                true,
                "directAccessGrantsEnabled",
                true,
                "rootUrl",
                HOME,
                "baseUrl",
                HOME,
                "redirectUris",
                List.of(HOME + "*"));
        Admin.require(admin.post("/" + realm + "/clients", client), "adding the app to " + realm);
    }

    public Login login() {
        return new Login("auth", Map.of());
    }

    public Login registration() {
        return registration(Map.of());
    }

    /** With more parameters in the app's request. */
    public Login registration(Map<String, String> extra) {
        return new Login("registrations", extra);
    }

    /** Asks for an action of the logged-in user, such as UPDATE_EMAIL. */
    public Login action(String action) {
        return new Login("auth", Map.of("kc_action", action));
    }

    /** The direct grant: user and password straight to the token endpoint. */
    public Rest.Answer directGrant(String user, String password) {
        return token(Map.of("grant_type", "password", "username", user, "password", password, "scope", "openid"));
    }

    /** New tokens for an old refresh token. */
    public Rest.Answer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Log-in of an app that wants to act while its user is away: offline tokens. */
    public Login offline() {
        return new Login("auth", Map.of("scope", "openid offline_access"));
    }

    /** Revokes a token (RFC 7009). */
    public Rest.Answer revoke(String token) {
        return Rest.postForm(endpoint("revoke"), Map.of("client_id", CLIENT_ID, "token", token));
    }

    /** Asks who the bearer of an access token is. */
    public Rest.Answer userInfo(String accessToken) {
        return Rest.send(HttpRequest.newBuilder(URI.create(endpoint("userinfo")))
                .header("Authorization", "Bearer " + accessToken));
    }

    /** What a device without a keyboard begins with (RFC 8628): a code that its user types elsewhere. */
    public Rest.Answer device() {
        return Rest.postForm(endpoint("auth/device"), Map.of("client_id", CLIENT_ID));
    }

    /** A request to the token endpoint with these fields; of this app unless they name another client. */
    public Rest.Answer token(Map<String, String> fields) {
        return post("token", fields);
    }

    /** A form to an endpoint of the protocol, such as {@code auth/device}; of this app unless the fields name another client. */
    public Rest.Answer post(String endpoint, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("client_id", CLIENT_ID);
        return Rest.postForm(endpoint(endpoint), all);
    }

    private String endpoint(String name) {
        return realm + "/protocol/openid-connect/" + name;
    }

    /** One attempt to log in, with its own state and PKCE verifier. */
    public final class Login {

        private final String verifier = random();
        private final String state = random();
        private final URI url;

        private Login(String endpoint, Map<String, String> extra) {
            Map<String, String> query = new LinkedHashMap<>(Map.of(
                    "client_id",
                    CLIENT_ID,
                    "response_type",
                    "code",
                    "scope",
                    "openid",
                    "redirect_uri",
                    CALLBACK,
                    "state",
                    state,
                    "code_challenge_method",
                    "S256",
                    "code_challenge",
                    challenge(verifier)));
            query.putAll(extra);
            url = URI.create(endpoint(endpoint) + "?" + Browser.encode(query));
        }

        /** Where the app sends the browser. */
        public URI url() {
            return url;
        }

        /** Whether this is the attempt that the browser came back from. */
        boolean isAnsweredBy(Page page) {
            return page.isInApp() && state.equals(query(page.url()).get("state"));
        }

        /** What the ID token says, after the browser came back; an error if it did not. */
        public JsonNode redeem(Page page) {
            Rest.Answer tokens = exchange(page);
            if (tokens.status() != 200) {
                throw new AssertionError("The code was not redeemed: " + tokens);
            }
            return Rest.claims(tokens.json().get("id_token").asText());
        }

        /** Sends the code the browser came back with to the token endpoint. */
        public Rest.Answer exchange(Page page) {
            Map<String, String> answer = query(page.url());
            if (!page.isInApp() || !state.equals(answer.get("state")) || !answer.containsKey("code")) {
                throw new AssertionError("Not back in the app: " + page);
            }
            return token(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    answer.get("code"),
                    "redirect_uri",
                    CALLBACK,
                    "code_verifier",
                    verifier));
        }
    }

    static Map<String, String> query(URI url) {
        Map<String, String> query = new LinkedHashMap<>();
        if (url.getQuery() != null) {
            Arrays.stream(url.getQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(pair[0], pair.length > 1 ? pair[1] : ""));
        }
        return query;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
