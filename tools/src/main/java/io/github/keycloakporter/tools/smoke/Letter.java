package io.github.keycloakporter.tools.smoke;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * An email as its recipient reads it.
 *
 * @param text the text/plain part, or an empty string
 * @param html the text/html part, or an empty string
 */
record Letter(String subject, String text, String html) {

    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final Pattern CODE = Pattern.compile("(?<![\\w/-])(\\d{3}) ?(\\d{3})(?![\\w-])");

    /** The first of Porter's links. */
    Optional<URI> link() {
        String button = Jsoup.parse(html).select("a[href*=/go/]").attr("href");
        if (!button.isEmpty()) {
            return Optional.of(URI.create(button));
        }
        return URL.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(url -> url.contains("/go/"))
                .map(URI::create)
                .findFirst();
    }

    /** The six digits. */
    Optional<String> code() {
        String words = text.isBlank() ? Jsoup.parse(html).text() : text;
        Matcher code = CODE.matcher(URL.matcher(words).replaceAll(""));
        return code.find() ? Optional.of(code.group(1) + code.group(2)) : Optional.empty();
    }
}
