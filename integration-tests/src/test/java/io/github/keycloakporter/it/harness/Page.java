package io.github.keycloakporter.it.harness;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a browser shows.
 *
 * @param url where it is; for a redirect to the app, the address in the app
 */
public record Page(int status, HttpHeaders headers, URI url, String body, Document document) {

    private static final Pattern MESSAGE_KEY = Pattern.compile("\\bporter[A-Z]\\w+");

    /** @param url what the browser asked for, whoever answered */
    static Page of(URI url, HttpResponse<String> response) {
        return new Page(
                response.statusCode(),
                response.headers(),
                url,
                response.body(),
                Jsoup.parse(response.body(), url.toString()));
    }

    /** Fails where the page shows the key of a message that nobody translated. */
    Page requireWords() {
        Matcher key = MESSAGE_KEY.matcher(text());
        if (key.find()) {
            throw new AssertionError("The key " + key.group() + " stands where words should, on " + this);
        }
        return this;
    }

    Page at(URI elsewhere) {
        return new Page(status, headers, elsewhere, body, document);
    }

    boolean isRedirect() {
        return status > 300 && status < 400 && headers.firstValue("Location").isPresent();
    }

    public boolean isInApp() {
        return url.toString().startsWith(App.HOME);
    }

    /** The value of a header, or an empty string. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public List<String> headers(String name) {
        return headers.allValues(name);
    }

    /** Everything a person can read on it. */
    public String text() {
        return document.body() == null ? "" : document.body().text();
    }

    public boolean has(String css) {
        return document.selectFirst(css) != null;
    }

    /** The element, or an error that shows what the page says instead. */
    public Element find(String css) {
        Element found = document.selectFirst(css);
        if (found == null) {
            throw new AssertionError("No " + css + " on " + this + "\n" + document.body());
        }
        return found;
    }

    /** Says what is on it, for messages of failed tests. */
    @Override
    public String toString() {
        return "page " + status + " " + url + " '" + document.title() + "': " + text();
    }
}
