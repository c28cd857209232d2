package io.github.keycloakporter.tools.smoke;

import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;

/**
 * A browser without scripts: cookies of its own, redirects followed one by one, forms sent with what stands in them. It stops
 * at an address of the app, which it never opens.
 */
final class Browser {

    private static final int MAX_REDIRECTS = 20;

    private final HttpClient http;
    private final Duration timeout;
    private final URI app;

    /** @param app where the realm sends the browser back to */
    Browser(SSLContext tls, Duration timeout, URI app) {
        this.timeout = timeout;
        this.app = app;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .cookieHandler(new CookieManager(new LocalCookies(), CookiePolicy.ACCEPT_ORIGINAL_SERVER))
                .build();
    }

    Page open(URI url) {
        return follow(url, "GET", null);
    }

    Page open(String url) {
        return open(uri(url));
    }

    /** Sends a form with these fields filled in; a field that it does not have is an error. */
    Page submit(Page page, FormElement form, String what, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (KeyVal field : form.formData()) {
            fields.put(field.key(), field.value());
        }
        typed.forEach((name, value) -> {
            if (form.selectFirst("[name=" + name + "]") == null) {
                throw new JourneyFailure("the " + what + " has no field '" + name + "'");
            }
            fields.put(name, value);
        });
        String action = form.absUrl("action").isEmpty() ? page.url().toString() : form.absUrl("action");
        return follow(uri(action), "POST", encode(fields));
    }

    /** A POST without a page, such as to the token endpoint; the answer's text. */
    HttpResponse<String> post(String url, Map<String, String> fields) {
        return send(uri(url), "POST", encode(fields));
    }

    /** A GET whose answer is not a page. */
    HttpResponse<String> read(String url) {
        return send(uri(url), "GET", null);
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Page follow(URI first, String firstMethod, String firstBody) {
        URI url = first;
        String method = firstMethod;
        String body = firstBody;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<String> response = send(url, method, body);
            String location = response.headers().firstValue("Location").orElse(null);
            if (response.statusCode() / 100 != 3 || location == null) {
                return new Page(response.statusCode(), url, Jsoup.parse(response.body(), url.toString()), false);
            }
            url = url.resolve(location);
            if (isInApp(url)) {
                return new Page(response.statusCode(), url, Jsoup.parse("", url.toString()), true);
            }
            if (response.statusCode() < 307) {
                method = "GET";
                body = null;
            }
        }
        throw new JourneyFailure("the server redirects in circles, at last to " + url.getRawPath());
    }

    private boolean isInApp(URI url) {
        return app.getRawAuthority().equals(url.getRawAuthority())
                && app.getRawPath().equals(url.getRawPath());
    }

    private HttpResponse<String> send(URI url, String method, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept-Language", "en")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ToolException(
                    url.getScheme() + "://" + url.getRawAuthority() + " cannot be reached: " + ToolException.reason(e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted", e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new JourneyFailure("the server named an address that is none: " + e.getMessage());
        }
    }

    /** Keycloak's cookies are Secure; to a server on this machine browsers send them over http too. */
    private static final class LocalCookies implements CookieStore {

        private final CookieStore store = new CookieManager().getCookieStore();

        @Override
        public void add(URI uri, HttpCookie cookie) {
            if (uri.getScheme().equals("http") && isLoopback(uri.getHost())) {
                cookie.setSecure(false);
            }
            store.add(uri, cookie);
        }

        @Override
        public List<HttpCookie> get(URI uri) {
            return store.get(uri);
        }

        @Override
        public List<HttpCookie> getCookies() {
            return store.getCookies();
        }

        @Override
        public List<URI> getURIs() {
            return store.getURIs();
        }

        @Override
        public boolean remove(URI uri, HttpCookie cookie) {
            return store.remove(uri, cookie);
        }

        @Override
        public boolean removeAll() {
            return store.removeAll();
        }

        private static boolean isLoopback(String host) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
