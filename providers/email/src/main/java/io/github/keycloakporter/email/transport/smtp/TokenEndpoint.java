package io.github.keycloakporter.email.transport.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.email.transport.smtp.SmtpSettings.Token;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.http.NameValuePair;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.Configurable;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicNameValuePair;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Gets access tokens by client credentials (RFC 6749, 4.4), client id and secret in the body as stock Keycloak sends them.
 * Asks with Keycloak's own HTTP client, which knows its truststore and its proxies.
 */
final class TokenEndpoint {

    /** @param life how long the token may be used */
    record Grant(String token, Duration life) {}

    private static final int TIMEOUT = 10_000;

    /** A token has a few kilobytes at most. */
    private static final int MAX_ANSWER = 64 * 1024;

    /** For answers without {@code expires_in}; stock's figure. */
    private static final Duration UNTOLD_LIFE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile CloseableHttpClient http;

    /** The client is taken once: Keycloak has one for the whole server, which outlives every session. */
    void read(KeycloakSession session) {
        if (http == null) {
            http = session.getProvider(HttpClientProvider.class).getHttpClient();
        }
    }

    Grant ask(Token settings) throws NotConnectedException {
        try (CloseableHttpResponse answer = http.execute(request(settings))) {
            int status = answer.getStatusLine().getStatusCode();
            if (status != 200) {
                throw new NotConnectedException("smtp token " + status);
            }
            return grant(JSON.readTree(answer.getEntity().getContent().readNBytes(MAX_ANSWER)));
        } catch (SocketTimeoutException | ConnectTimeoutException e) {
            throw new NotConnectedException("smtp token timeout");
        } catch (SSLException e) {
            throw new NotConnectedException("smtp token tls");
        } catch (IOException e) {
            throw new NotConnectedException("smtp token connect");
        }
    }

    private HttpPost request(Token settings) throws NotConnectedException {
        HttpPost request = new HttpPost(url(settings));
        RequestConfig.Builder limits =
                http instanceof Configurable client ? RequestConfig.copy(client.getConfig()) : RequestConfig.custom();
        request.setConfig(limits.setConnectionRequestTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setSocketTimeout(TIMEOUT)
                // the secret goes where the administrator sent it and nowhere else
                .setRedirectsEnabled(false)
                .build());
        request.setHeader("Accept", "application/json");
        request.setEntity(new UrlEncodedFormEntity(form(settings), StandardCharsets.UTF_8));
        return request;
    }

    private static URI url(Token settings) throws NotConnectedException {
        try {
            URI url = URI.create(settings.url());
            if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new NotConnectedException("smtp token url");
        }
        throw new NotConnectedException("smtp token url");
    }

    private static Grant grant(JsonNode answer) throws NotConnectedException {
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            throw new NotConnectedException("smtp token missing");
        }
        long seconds = answer.path("expires_in").asLong(UNTOLD_LIFE.toSeconds());
        return new Grant(token, Duration.ofSeconds(Math.max(0, seconds)));
    }

    private static List<NameValuePair> form(Token settings) {
        List<NameValuePair> fields = new ArrayList<>();
        fields.add(new BasicNameValuePair("grant_type", "client_credentials"));
        fields.add(new BasicNameValuePair("client_id", settings.clientId()));
        fields.add(new BasicNameValuePair("client_secret", settings.clientSecret()));
        settings.scope().ifPresent(scope -> fields.add(new BasicNameValuePair("scope", scope)));
        return fields;
    }
}
