package io.github.keycloakporter.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Somebody's browser without scripts: cookies of its own, redirects followed one by one, forms sent as a browser sends
 * them. It stops at an address of the app under test ({@link App#HOME}), where no server has to listen.
 */
public final class Browser {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final int MAX_REDIRECTS = 15;

    private Duration patience = Duration.ofSeconds(60);
    private final CookieJar cookies = new CookieJar();
    private final Map<String, URI> servers = new HashMap<>();
    private final List<URI> visited = new ArrayList<>();
    private final List<Page> answers = new ArrayList<>();
    private final Map<String, String> headers =
            new LinkedHashMap<>(Map.of("Accept-Language", "en", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

    /** Asks that server for everything of this site, as if DNS led there: {@code http://host:port} or https. */
    public Browser reaching(String site, URI server) {
        servers.put(site, server);
        return this;
    }

    /** Gives up on a server that does not answer in this time. Default: 60 s. */
    public Browser waitingAtMost(Duration value) {
        patience = value;
        return this;
    }

    /** A browser that already has these cookies of this site. */
    public Browser holding(List<String> setCookies, URI site) {
        cookies.take(site, setCookies);
        return this;
    }

    /** Sends this header with every request from now on. */
    public Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Page open(URI url) {
        return go(url, "GET", null, true);
    }

    public Page open(String url) {
        return open(URI.create(url));
    }

    /** One GET; a redirect is shown, not followed. */
    public Page peek(URI url) {
        return go(url, "GET", null, false);
    }

    public Page head(URI url) {
        return go(url, "HEAD", null, false);
    }

    /** A POST of the fields alone, as a script or another site would send it. */
    public Page post(URI url, Map<String, String> fields) {
        return go(url, "POST", fields, true);
    }

    public Page click(Page page, Element link) {
        return open(URI.create(link.absUrl("href").isEmpty() ? page.url().toString() : link.absUrl("href")));
    }

    /** Sends the form with what stands in it and these fields typed in (or named buttons pressed). */
    public Page submit(Page page, Element form, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element control : form.select("input[name], select[name], textarea[name]")) {
            String type = control.attr("type");
            boolean sent = !control.hasAttr("disabled")
                    && !List.of("submit", "button", "image", "reset").contains(type)
                    && (!List.of("checkbox", "radio").contains(type) || control.hasAttr("checked"));
            if (sent) {
                fields.put(control.attr("name"), control.val());
            }
        }
        fields.putAll(typed);
        URI action = form.absUrl("action").isEmpty() ? page.url() : URI.create(form.absUrl("action"));
        return form.attr("method").equalsIgnoreCase("post")
                ? post(action, fields)
                : open(URI.create(action + (action.getQuery() == null ? "?" : "&") + encode(fields)));
    }

    /** Every address this browser was at or was sent to, in order. */
    public List<URI> visited() {
        return List.copyOf(visited);
    }

    /** Everything that servers answered to this browser, redirects included, in order. */
    public List<Page> answers() {
        return List.copyOf(answers);
    }

    /** What the browser holds, by name. */
    public Map<String, String> cookies() {
        return cookies.values();
    }

    private Page go(URI url, String method, Map<String, String> form, boolean follow) {
        Page page = send(url, method, form);
        for (int i = 0; follow && page.isRedirect(); i++) {
            URI next = page.url().resolve(page.header("Location"));
            if (next.toString().startsWith(App.HOME)) {
                visited.add(next);
                return page.at(next);
            }
            if (i == MAX_REDIRECTS) {
                throw new IllegalStateException("Redirected in circles: " + visited);
            }
            page = page.status() == 307 || page.status() == 308 ? send(next, method, form) : send(next, "GET", null);
        }
        return page;
    }

    private Page send(URI url, String method, Map<String, String> form) {
        visited.add(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(reached(url))
                .timeout(patience)
                .method(method, form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(encode(form)));
        headers.forEach(request::header);
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        cookies.header(url).ifPresent(cookie -> request.header("Cookie", cookie));
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            cookies.take(url, response.headers().allValues("Set-Cookie"));
            Page answer = Page.of(url, response).requireWords();
            answers.add(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at " + url, e);
        }
    }

    private URI reached(URI url) {
        String site = url.getScheme() + "://" + url.getRawAuthority();
        URI server = servers.get(site);
        return server == null ? url : URI.create(server + url.toString().substring(site.length()));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
