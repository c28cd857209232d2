package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.localstack.Mail;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** A mail as a person reads it. */
public record Letter(Mail mail) {

    private static final Pattern URL = Pattern.compile("https?://\\S+/go/\\S+");
    private static final Pattern CODE = Pattern.compile("(?<![\\w/-])(\\d{3}) ?(\\d{3})(?![\\w-])");

    public String subject() {
        return mail.subject();
    }

    public String text() {
        return mail.text();
    }

    public String html() {
        return mail.html();
    }

    /** The address of the button in the HTML part. */
    public URI link() {
        return URI.create(Jsoup.parse(html()).select("a[href*=/go/]").attr("href"));
    }

    /** The bare address in the text part. */
    public URI textLink() {
        return URI.create(first(URL).group());
    }

    /** The link's secret: what follows {@code /go/}. */
    public String token() {
        String link = link().toString();
        return link.substring(link.lastIndexOf('/') + 1);
    }

    public String code() {
        Matcher code = first(CODE);
        return code.group(1) + code.group(2);
    }

    public boolean hasCode() {
        return CODE.matcher(withoutUrls()).find();
    }

    private Matcher first(Pattern pattern) {
        Matcher found = pattern.matcher(pattern == CODE ? withoutUrls() : text());
        if (!found.find()) {
            throw new AssertionError("No " + pattern + " in: " + text());
        }
        return found;
    }

    private String withoutUrls() {
        return text().replaceAll("https?://\\S+", "");
    }
}
