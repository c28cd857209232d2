package io.github.keycloakporter.tools.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.tools.server.ToolException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A public client that logs people in: the authorization code flow with PKCE (RFC 7636). Its address is never opened. */
final class App {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String client;
    private final URI redirect;
    private final JsonNode endpoints;

    private App(String client, URI redirect, JsonNode endpoints) {
        this.client = client;
        this.redirect = redirect;
        this.endpoints = endpoints;
    }

    /**
     * Reads what the realm says of itself.
     *
     * @param redirect null for the account console's own
     */
    static App of(Browser browser, String realmUrl, String client, URI redirect) {
        String url = realmUrl + "/.well-known/openid-configuration";
        HttpResponse<String> answer = browser.read(url);
        if (answer.statusCode() == 404) {
            throw new ToolException(realmUrl + " was answered 404: correct the URL or --realm");
        }
        if (answer.statusCode() != 200) {
            throw new JourneyFailure(url + " was answered " + answer.statusCode());
        }
        JsonNode endpoints = json(answer.body(), url);
        String issuer = endpoints.path("issuer").asText();
        return new App(client, redirect == null ? URI.create(issuer + "/account/") : redirect, endpoints);
    }

    String issuer() {
        return endpoints.path("issuer").asText();
    }

    URI redirect() {
        return redirect;
    }

    Attempt attempt() {
        return new Attempt();
    }

    /** Ends the session of the ID token's owner. */
    Page logOut(Browser browser, JsonNode tokens) {
        return browser.open(endpoints.path("end_session_endpoint").asText() + "?"
                + Browser.encode(Map.of("id_token_hint", tokens.path("id_token").asText())));
    }

    /** New tokens for a refresh token. */
    void refresh(Browser browser, JsonNode tokens) {
        token(
                browser,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    private JsonNode token(Browser browser, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", client);
        String url = endpoints.path("token_endpoint").asText();
        HttpResponse<String> answer = browser.post(url, all);
        if (answer.statusCode() != 200) {
            JsonNode error = json(answer.body(), url);
            throw new JourneyFailure("the token endpoint answered " + answer.statusCode() + ": "
                    + error.path("error").asText() + ", "
                    + error.path("error_description").asText());
        }
        return json(answer.body(), url);
    }

    private static JsonNode json(String text, String url) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JourneyFailure(url + " does not answer with JSON");
        }
    }

    /** One attempt to log in, with a state and PKCE verifier of its own. */
    final class Attempt {

        private final String verifier = random();
        private final String state = random();

        Page open(Browser browser) {
            return browser.open(url(Map.of()));
        }

        /** Without a page: the app is told at once whether there is a session. */
        Page openSilently(Browser browser) {
            return browser.open(url(Map.of("prompt", "none")));
        }

        /** The tokens for the code that the browser came back with. */
        JsonNode tokens(Browser browser, Page page) {
            Map<String, String> answer = page.query();
            if (!page.inApp()) {
                throw new JourneyFailure("the log-in did not lead back to the app: it is " + page);
            }
            if (!answer.containsKey("code") || !state.equals(answer.get("state"))) {
                throw new JourneyFailure("the app got no code but error=" + answer.getOrDefault("error", "(none)") + " "
                        + answer.getOrDefault("error_description", ""));
            }
            return token(
                    browser,
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            answer.get("code"),
                            "redirect_uri",
                            redirect.toString(),
                            "code_verifier",
                            verifier));
        }

        private String url(Map<String, String> more) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("client_id", client);
            query.put("response_type", "code");
            query.put("scope", "openid");
            query.put("redirect_uri", redirect.toString());
            query.put("state", state);
            query.put("code_challenge_method", "S256");
            query.put("code_challenge", challenge(verifier));
            query.putAll(more);
            return endpoints.path("authorization_endpoint").asText() + "?" + Browser.encode(query);
        }
    }

    /** What an ID token says; it came from the token endpoint itself, so its signature is not looked at. */
    static JsonNode claims(JsonNode tokens) {
        String[] parts = tokens.path("id_token").asText().split("\\.");
        if (parts.length != 3) {
            throw new JourneyFailure("the token endpoint gave no ID token");
        }
        return json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8), "the ID token");
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
