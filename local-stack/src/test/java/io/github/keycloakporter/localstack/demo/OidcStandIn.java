package io.github.keycloakporter.localstack.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An OpenID Connect server in miniature, over real HTTP: it logs the same person in at once, checks PKCE as a server must,
 * and can be told to lie in the token.
 */
final class OidcStandIn implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey published = key();
    private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey signing = published;
    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    OidcStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realms/porter/.well-known/openid-configuration", this::metadata);
        server.createContext("/realms/porter/keys", this::keys);
        server.createContext("/realms/porter/auth", this::authorize);
        server.createContext("/realms/porter/token", this::token);
        server.start();
    }

    URI issuer() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/realms/porter");
    }

    /** Changes the next tokens before they are signed. */
    void lie(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /** Signs the next tokens with a key nobody published. */
    void signWithForeignKey() {
        signing = key();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void metadata(HttpExchange exchange) throws IOException {
        json(
                exchange,
                200,
                Map.of(
                        "issuer",
                        issuer().toString(),
                        "authorization_endpoint",
                        issuer() + "/auth",
                        "token_endpoint",
                        issuer() + "/token",
                        "end_session_endpoint",
                        issuer() + "/logout",
                        "jwks_uri",
                        issuer() + "/keys",
                        "subject_types_supported",
                        List.of("public"),
                        "response_types_supported",
                        List.of("code"),
                        "id_token_signing_alg_values_supported",
                        List.of("RS256")));
    }

    private void keys(HttpExchange exchange) throws IOException {
        json(exchange, 200, new JWKSet(published.toPublicJWK()).toJSONObject());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, List<String>> request =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, request);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        value(request, "redirect_uri") + "?code=" + code + "&state=" + value(request, "state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, List<String>> form =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, List<String>> request = codes.remove(value(form, "code"));
        CodeChallenge challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(value(form, "code_verifier")));
        if (request == null || !challenge.getValue().equals(value(request, "code_challenge"))) {
            json(exchange, 400, Map.of("error", "invalid_grant", "error_description", "Code <not> valid"));
            return;
        }
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        idToken(request)));
    }

    private String idToken(Map<String, List<String>> request) throws IOException {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject("user-1")
                .audience(value(request, "client_id"))
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("nonce", value(request, "nonce"))
                .claim("name", "Ada <Lovelace>")
                .claim("email", "ada@example.org")
                .claim("email_verified", true);
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(published.getKeyID())
                            .build(),
                    claims.apply(builder).build());
            token.sign(new RSASSASigner(signing));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IOException("The token could not be signed", e);
        }
    }

    private static String value(Map<String, List<String>> parameters, String name) {
        return parameters.get(name).get(0);
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = new ObjectMapper().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No RSA key could be made", e);
        }
    }
}
