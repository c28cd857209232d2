package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registration form as people see it. */
@OnPorter
class RegistrationBrowserIT {

    private final PorterStack stack;
    private final Realm realm;
    private Chromium chromium;

    RegistrationBrowserIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
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
    void theLikelyAddressByOnePress() {
        try (BrowserContext context = chromium.desktop()) {
            Page tab = form(context, realm);
            fill(tab, "maria.browser@gmial.com");
            assertThat(tab.locator("#porter-suggestion")).containsText("maria.browser@gmail.com");
            assertThat(tab.locator("#porter-suggestion-take")).isFocused();
            chromium.picture(tab, "register-suggestion");
            tab.locator("#porter-suggestion-take").click();
            assertThat(tab.locator("#porter-verify")).containsText("maria.browser@gmail.com");
        }
    }

    @Test
    void theEnterKeyKeepsWhatWasTyped() {
        try (BrowserContext context = chromium.phoneInTheDark()) {
            Page tab = form(context, realm);
            assertThat(tab.locator("input[name=homepage]")).not().isInViewport();
            fill(tab, "maria.enter@gamil.com");
            chromium.picture(tab, "register-suggestion-phone-dark");
            assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(tab.viewportSize().width);
            tab.locator("#email").press("Enter");
            assertThat(tab.locator("#porter-verify")).containsText("maria.enter@gamil.com");
        }
    }

    @Test
    void theButtonCountsTheWaitDown() {
        Realm limited =
                stack.realm("counted", json -> json.withObject("/attributes").put("porter.limit.register.ip", "1/15s"));
        String address = limited.freshAddress("second");
        try (BrowserContext context = chromium.desktop()) {
            Page tab = form(context, limited);
            limited.newcomer("first").register();
            fill(tab, address);
            assertThat(tab.locator("#kc-submit")).containsText("Go on in");
            chromium.picture(tab, "register-limited");
            assertThat(tab.locator("#kc-submit"))
                    .not()
                    .hasAttribute(
                            "aria-disabled", "true", new LocatorAssertions.HasAttributeOptions().setTimeout(20_000));
            assertThat(tab.locator("#email")).hasValue(address);
            tab.locator("#kc-submit").click();
            assertThat(tab.locator("#porter-verify")).containsText(address);
        }
    }

    private static Page form(BrowserContext context, Realm realm) {
        Page tab = context.newPage();
        tab.navigate(realm.app().registration().url().toString());
        return tab;
    }

    private static void fill(Page tab, String address) {
        tab.locator("#email").fill(address);
        tab.locator("#firstName").fill("Maria");
        tab.locator("#lastName").fill("Weber");
        tab.locator("#kc-submit").click();
    }
}
