package io.github.keycloakporter.benchmarks.server;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The browser of one person on one server: it has its own cookies, follows redirects and submits forms with their values. */
final class Browser {

    private static final int MAX_REDIRECTS = 10;

    private final UnaryOperator<URI> route;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browser() {
        this(UnaryOperator.identity());
    }

    /** @param route maps each address to the one that is called, as a load balancer chooses a node */
    Browser(UnaryOperator<URI> route) {
        this.route = route;
    }

    Document open(String url) {
        return go(URI.create(url), null);
    }

    /** @param typed what is filled in, beside what stands in the form */
    Document submit(Element form, Map<String, String> typed) {
        return go(URI.create(form.absUrl("action")), encode(values(form, typed)));
    }

    /** Opens an address that leads back to the app. @return where the server sends the browser in the end */
    URI leave(String url) {
        return left(follow(URI.create(url), null));
    }

    /** Submits a form whose answer leads back to the app. @return where the server sends the browser in the end */
    URI leave(Element form, Map<String, String> typed) {
        return left(follow(URI.create(form.absUrl("action")), encode(values(form, typed))));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> values(Element form, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]:not([type=submit]):not([type=checkbox])")
                .forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.putAll(typed);
        return fields;
    }

    private Document go(URI url, String form) {
        HttpResponse<String> answer = follow(url, form);
        return Jsoup.parse(Http.require(answer).body(), answer.uri().toString());
    }

    /** Follows redirects within the server. */
    private HttpResponse<String> follow(URI url, String form) {
        HttpResponse<String> answer = send(url, form);
        for (int i = 0; i < MAX_REDIRECTS && isRedirect(answer); i++) {
            URI next = location(answer);
            if (!next.getHost().equals(url.getHost())) {
                break;
            }
            answer = send(next, null);
        }
        return answer;
    }

    private static URI left(HttpResponse<String> answer) {
        if (!isRedirect(answer)) {
            throw new IllegalStateException(answer.uri() + " shows a page instead of going back to the app: "
                    + Jsoup.parse(answer.body()).text());
        }
        return location(answer);
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> send(URI url, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(route.apply(url)).header("Accept", "text/html");
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = Http.send(request);
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(this::keep);
        return answer;
    }

    /** All paths alike: a person meets one realm only. */
    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private static boolean isRedirect(HttpResponse<String> answer) {
        return answer.statusCode() > 300 && answer.statusCode() < 400;
    }
}
