package io.github.keycloakporter.benchmarks.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Somebody at a browser who needs a mail. Each step returns the nanoseconds from the press of the button to the page that
 * answers it, redirects included; what comes before the press is not counted.
 */
final class Visitor {

    /** Longer than the cooldown of a second, on whatever edge of a second it began. */
    private static final long COOLDOWN_NANOS = 2_200_000_000L;

    private static final String PORTERS_BUTTON = "form:has([name=porter_action][value=resend])";
    private static final String STOCKS_LINK = "p.instruction a[href]";

    private final Server server;
    private final String address;
    private final Browser browser = new Browser();
    private Document waiting;
    private long mailed;

    Visitor(Server server, String address) {
        this.server = server;
        this.address = address;
    }

    long register() {
        Document page = browser.open(endpoint("registrations"));
        Map<String, String> fields =
                new LinkedHashMap<>(Map.of("email", address, "firstName", "Ada", "lastName", "Byron"));
        Element form = find(page, "form#kc-register-form");
        long start = System.nanoTime();
        waiting = browser.submit(form, fields);
        mailed = System.nanoTime();
        find(waiting, PORTERS_BUTTON + ", " + STOCKS_LINK);
        return mailed - start;
    }

    /** After {@link #register()}. Waits for the end of the cooldown first. */
    long resend() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(COOLDOWN_NANOS - (System.nanoTime() - mailed));
        Element button = waiting.selectFirst(PORTERS_BUTTON);
        Element link = waiting.selectFirst(STOCKS_LINK);
        long start = System.nanoTime();
        if (button != null) {
            waiting = browser.submit(button, Map.of("porter_action", "resend"));
        } else {
            waiting = browser.open(link.absUrl("href"));
        }
        mailed = System.nanoTime();
        return mailed - start;
    }

    /** For somebody who has an account already. */
    long reset() {
        Document login = browser.open(endpoint("auth"));
        Document page = browser.open(find(login, "a[href*=reset-credentials]").absUrl("href"));
        Element form = find(page, "form#kc-reset-password-form");
        long start = System.nanoTime();
        browser.submit(form, Map.of("username", address));
        return System.nanoTime() - start;
    }

    private String endpoint(String name) {
        return server.realmUrl() + "/protocol/openid-connect/" + name + "?"
                + Browser.encode(Map.of(
                        "client_id",
                        Server.CLIENT,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "redirect_uri",
                        Server.APP));
    }

    private Element find(Document page, String css) {
        Element found = page.selectFirst(css);
        if (found == null) {
            throw new IllegalStateException(
                    "No " + css + " on " + server.name() + "'s page '" + page.title() + "': " + page.text());
        }
        return found;
    }
}
