package io.github.keycloakporter.benchmarks.mail;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody's browser on one server: cookies of its own, redirects followed, forms sent with what stands in them. */
final class Browser {

    private static final int MAX_REDIRECTS = 10;

    private final Map<String, String> cookies = new LinkedHashMap<>();

    Document open(String url) {
        return go(URI.create(url), null);
    }

    /** @param typed what is filled in, beside what stands in the form */
    Document submit(Element form, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]:not([type=submit]):not([type=checkbox])")
                .forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.putAll(typed);
        return go(URI.create(form.absUrl("action")), encode(fields));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Document go(URI url, String form) {
        HttpResponse<String> answer = send(url, form);
        for (int i = 0; i < MAX_REDIRECTS && isRedirect(answer); i++) {
            answer = send(
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()), null);
        }
        return Jsoup.parse(Http.require(answer).body(), answer.uri().toString());
    }

    private HttpResponse<String> send(URI url, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "text/html");
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
