package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Programs that open links nobody clicked: mail scanners, previews, prefetching browsers, and other people's sites. */
@OnPorter
class ScannerIT {

    private static final int MOST_PAGES = 25;

    private final Realm realm;

    ScannerIT(PorterStack stack) {
        realm = stack.shipped();
    }

    @Test
    void looksChangeNothing() {
        Person ada = realm.newcomer("ada");
        ada.register();
        URI link = ada.mailbox().next().link();

        for (int i = 0; i < 5; i++) {
            Page head = new Browser().head(link);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(new Browser().open(link).status()).isEqualTo(200);
        }
        assertThat(new Browser().with("Sec-Purpose", "prefetch").open(link).status())
                .isEqualTo(200);
        assertUntouchedAndStillGood(ada, link);
    }

    @Test
    void aCrawlerWithCookiesThatOpensEverythingChangesNothing() {
        Person ben = realm.newcomer("ben");
        ben.register();
        URI link = ben.mailbox().next().link();

        crawl(new Browser(), link);
        assertUntouchedAndStillGood(ben, link);
    }

    @Test
    void theAskingBrowserDoesNotGoOnWhenItMerelyPrefetches() {
        Person cleo = realm.newcomer("cleo");
        cleo.register();
        URI link = cleo.mailbox().next().link();

        cleo.browser().with("Sec-Purpose", "prefetch;prerender").open(link);
        assertThat(realm.isVerified(cleo.address())).isFalse();
        cleo.browser().head(link);
        assertThat(realm.isVerified(cleo.address())).isFalse();
    }

    @Test
    void aPostWithoutTheCookieOfThePageIsRefusedAndExplained() {
        Person dora = realm.newcomer("dora");
        dora.register();
        URI link = dora.mailbox().next().link();
        String proof = new Browser().open(link).find("input[name=proof]").val();

        assertRefused(new Browser().post(link, Map.of()));
        assertRefused(new Browser().post(link, Map.of("proof", "")));
        assertRefused(new Browser().post(link, Map.of("proof", "guess")));
        // another site that saw the page in its own browser cannot make the victim's browser send it
        assertRefused(new Browser().post(link, Map.of("proof", proof)));
        Browser victim = new Browser();
        victim.open(link);
        assertRefused(victim.post(link, Map.of("proof", proof)));
        assertRefused(victim.post(link, Map.of()));
        assertUntouchedAndStillGood(dora, link);
    }

    @Test
    void theProofOfOneLinkDoesNotOpenAnother() {
        Person eva = realm.newcomer("eva");
        eva.register();
        URI evas = eva.mailbox().next().link();
        Person finn = realm.newcomer("finn");
        finn.register();
        URI finns = finn.mailbox().next().link();

        Browser browser = new Browser();
        String proof = browser.open(evas).find("input[name=proof]").val();
        assertRefused(browser.post(finns, Map.of("proof", proof)));
        assertThat(realm.isVerified(finn.address())).isFalse();
    }

    @Test
    void refusedPageOffersTheButtonAgain() {
        Person gwen = realm.newcomer("gwen");
        gwen.register();
        Person phone = realm.somebody(gwen.address());
        Page refused = phone.browser().post(gwen.mailbox().next().link(), Map.of());
        phone.confirm(refused);
        assertThat(realm.isVerified(gwen.address())).isTrue();
    }

    @Test
    void thePagesArePrivate() {
        Person hal = realm.newcomer("hal");
        Page waiting = hal.register();
        Letter letter = hal.mailbox().next();
        assertPrivate(new Browser().open(letter.link()));
        assertPrivate(new Browser().head(letter.link()));
        assertPrivate(new Browser().post(letter.link(), Map.of()));
        assertPrivate(new Browser().open(realm.url() + "/go/" + "B".repeat(43)));
        assertThat(waiting.header("Cache-Control")).contains("no-store");
        assertThat(hal.status(waiting).header("Cache-Control")).contains("no-store");
    }

    /** Follows every link and sends every GET form of the same server, as a scanner with a cookie jar would; never a POST. */
    private void crawl(Browser scanner, URI start) {
        Deque<URI> open = new ArrayDeque<>(Set.of(start));
        Set<URI> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MOST_PAGES) {
            URI next = open.poll();
            if (!seen.add(next)
                    || !next.toString().startsWith(realm.url().resolve("/").toString())) {
                continue;
            }
            Page page = scanner.open(next);
            page.document().select("a[href]").forEach(link -> add(open, link.absUrl("href")));
            page.document().select("form:not([method=post])").forEach(form -> add(open, formUrl(form)));
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }

    private static void add(Deque<URI> open, String url) {
        if (url.startsWith("http")) {
            open.add(URI.create(url.replaceAll("#.*", "")));
        }
    }

    private static String formUrl(Element form) {
        return form.absUrl("action");
    }

    private void assertUntouchedAndStillGood(Person person, URI link) {
        assertThat(realm.isVerified(person.address())).isFalse();
        assertThat(person.mailbox().size()).isEqualTo(1);
        realm.somebody(person.address()).openAndConfirm(link);
        assertThat(realm.isVerified(person.address())).isTrue();
    }

    private static void assertRefused(Page page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(400);
    }

    private static void assertPrivate(Page page) {
        assertThat(page.headers("Cache-Control")).as(page.toString()).containsExactly("no-store");
        assertThat(page.headers("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(page.headers("X-Robots-Tag")).singleElement().asString().matches("none|noindex.*");
        assertThat(page.headers("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(page.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(page.headers("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'self'");
        assertThat(page.headers("Strict-Transport-Security"))
                .singleElement()
                .asString()
                .contains("max-age=31536000");
    }
}
