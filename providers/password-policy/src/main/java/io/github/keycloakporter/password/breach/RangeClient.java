package io.github.keycloakporter.password.breach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.http.HttpStatus;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * Asks the range API of Have I Been Pwned (version 3, "Searching by range"): five digits of the digest go out, some thousand
 * digests come back, padded so that not even the length of the answer tells the question.
 */
final class RangeClient {

    private static final int MOST_BYTES = 1 << 20;

    private final Supplier<CloseableHttpClient> http;
    private final URI url;
    private final Duration timeout;

    /** @param http Keycloak's client, which knows the operator's proxy and trust store */
    RangeClient(Supplier<CloseableHttpClient> http, URI url, Duration timeout) {
        this.http = http;
        this.url = url;
        this.timeout = timeout;
    }

    /** @throws IOException the service is away, slow, or answers something else; the message holds nothing of the password */
    Range fetch(String prefix) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpGet request = new HttpGet(url + "/range/" + prefix);
        request.setHeader("Add-Padding", "true");
        request.setHeader("User-Agent", "Porter");
        int millis = Math.toIntExact(timeout.toMillis());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(millis)
                .setConnectTimeout(millis)
                .setSocketTimeout(millis)
                .setRedirectsEnabled(false)
                .build());
        try (CloseableHttpResponse response = http.get().execute(request)) {
            int status = response.getStatusLine().getStatusCode();
            if (status != HttpStatus.SC_OK || response.getEntity() == null) {
                throw new IOException("status " + status);
            }
            return Range.parse(text(response.getEntity().getContent(), deadline));
        } finally {
            // of a body that was not read to its end nothing more is wanted
            request.releaseConnection();
        }
    }

    private static String text(InputStream body, long deadline) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            text.write(buffer, 0, length);
            if (text.size() > MOST_BYTES) {
                throw new IOException("the answer is too long");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("the answer came too slowly");
            }
        }
        return text.toString(StandardCharsets.US_ASCII);
    }
}
