package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A passkey comes and goes, and how the notice and the pages behind its link look, at a desk and on a small phone. */
@OnPorter
class NoticeBrowserIT {

    private final Realm realm;
    private Chromium chromium;

    NoticeBrowserIT(PorterStack stack) {
        realm = stack.realm("noticed-at-a-desk", PorterStack.withNotices().andThen(json -> {
            PorterStack.notice(json, "ip", "on");
            json.withObject("/attributes")
                    .put("porter.mail.support", "help@example.org")
                    .put("porter.mail.postal-address", "Porter Ltd, 1 Gate Lane, 12345 Example Town");
        }));
    }

    @BeforeAll
    void openChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    void closeChromium() {
        chromium.close();
    }

    @Test
    void aPasskeyComesAndGoes() {
        String address = realm.member("ada", true).address();
        try (BrowserContext intruder = chromium.desktop();
                BrowserContext owner = chromium.desktop();
                BrowserContext phone = chromium.phone()) {
            addPasskey(intruder, address);
            Letter letter = realm.mailbox(address).next();
            assertThat(letter.subject()).isEqualTo("A way to sign in was added");
            assertThat(letter.text()).contains("Passkey");

            picture(owner, letter, "mail-notice");
            picture(phone, letter, "mail-notice-phone");
            Page small = phone.newPage();
            small.navigate(letter.link().toString());
            assertFits(small);
            chromium.picture(small, "not-me-page-phone");

            Page page = owner.newPage();
            page.navigate(letter.link().toString());
            chromium.picture(page, "not-me-page");
            page.locator("#porter-link-submit").click();
            assertThat(page.locator("#porter-not-me")).containsText("a***@example.org");
            chromium.picture(page, "not-me-done");
        }
        String credentials =
                "/" + realm.name() + "/users/" + realm.user(address).get("id").asText() + "/credentials";
        assertThat(realm.admin().read(credentials)).isEmpty();
    }

    private void addPasskey(BrowserContext context, String address) {
        context.route(App.HOME + "**", route -> route.fulfill(new Route.FulfillOptions().setBody("the app")));
        Page tab = context.newPage();
        Chromium.plugInKey(tab);

        tab.navigate(realm.app().login().url().toString());
        tab.locator("#username").fill(address);
        tab.locator("#password").fill(Realm.PASSWORD);
        tab.locator("#kc-login").click();
        tab.waitForURL(App.HOME + "**");
        tab.navigate(realm.app().action("webauthn-register-passwordless").url().toString());
        tab.locator("#registerWebAuthn").click();
        tab.waitForURL(App.HOME + "**");
    }

    private void picture(BrowserContext context, Letter letter, String name) {
        Page mail = context.newPage();
        mail.setContent(letter.html());
        assertFits(mail);
        chromium.picture(mail, name);
    }

    private static void assertFits(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo((Integer) page.evaluate("window.innerWidth"));
    }
}
