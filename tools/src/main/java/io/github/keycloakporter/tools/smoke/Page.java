package io.github.keycloakporter.tools.smoke;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * What a browser shows.
 *
 * @param inApp whether it is an address of the app, which is never opened
 */
record Page(int status, URI url, Document document, boolean inApp) {

    private static final int MAX_TEXT = 300;

    boolean has(String css) {
        return document.selectFirst(css) != null;
    }

    /** @param what the page's name in messages, such as "registration page" */
    FormElement form(String css, String what) {
        if (document.selectFirst(css) instanceof FormElement form) {
            return form;
        }
        throw new JourneyFailure("the " + what + " has no form " + css + ": it is " + this);
    }

    Element find(String css, String missing) {
        Element found = document.selectFirst(css);
        if (found == null) {
            throw new JourneyFailure(missing + ": it is " + this);
        }
        return found;
    }

    /** What the app was told. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        if (url.getRawQuery() != null) {
            Arrays.stream(url.getRawQuery().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(pair[0], pair.length > 1 ? decoded(pair[1]) : ""));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** For messages, without the query: it may hold secrets. */
    @Override
    public String toString() {
        String where = url.getScheme() + "://" + url.getRawAuthority() + path();
        if (inApp) {
            return "the app's address " + where;
        }
        String alert = document.select("[class*=alert], [id^=input-error], .porter-error, #kc-error-message").stream()
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        String text =
                alert.isEmpty() && document.body() != null ? document.body().text() : alert;
        return "page '" + document.title() + "' (status " + status + ", " + where + "), which says: "
                + (text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text);
    }

    /** The token of a mailed link is left out. */
    private String path() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.replaceFirst("/go/.*", "/go/…");
    }
}
