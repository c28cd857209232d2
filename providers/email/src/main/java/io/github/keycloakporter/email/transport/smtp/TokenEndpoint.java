package io.github.keycloakporter.email.transport.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.email.transport.smtp.SmtpSettings.Token;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gets access tokens by client credentials (RFC 6749, 4.4), client id and secret in the body as stock Keycloak sends them. */
final class TokenEndpoint {

    /** @param life how long the token may be used */
    record Grant(String token, Duration life) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** For answers without {@code expires_in}; stock's figure. */
    private static final Duration UNTOLD_LIFE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;

    TokenEndpoint() {
        http = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    Grant ask(Token settings) throws NotConnectedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url()))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(form(settings)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new NotConnectedException("smtp token " + answer.statusCode());
            }
            return grant(JSON.readTree(answer.body()));
        } catch (IllegalArgumentException e) {
            throw new NotConnectedException("smtp token url");
        } catch (HttpTimeoutException e) {
            throw new NotConnectedException("smtp token timeout");
        } catch (IOException e) {
            throw new NotConnectedException("smtp token connect");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotConnectedException("smtp token interrupted");
        }
    }

    private static Grant grant(JsonNode answer) throws NotConnectedException {
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            throw new NotConnectedException("smtp token missing");
        }
        long seconds = answer.path("expires_in").asLong(UNTOLD_LIFE.toSeconds());
        return new Grant(token, Duration.ofSeconds(Math.max(0, seconds)));
    }

    private static String form(Token settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", settings.clientId());
        fields.put("client_secret", settings.clientSecret());
        settings.scope().ifPresent(scope -> fields.put("scope", scope));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
