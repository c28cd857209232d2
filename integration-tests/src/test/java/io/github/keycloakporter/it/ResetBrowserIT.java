package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forgotten password as Chromium shows it. */
@OnPorter
class ResetBrowserIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    private final PorterStack stack;
    private final Realm realm;
    private Chromium chromium;

    ResetBrowserIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("reset-pages", json -> json.withObject("/attributes")
                .put("porter.mail.support", "help@example.org")
                .put("porter.limit.reset-password.ip", "off"));
    }

    @BeforeAll
    void openChromium() {
        chromium = new Chromium();
    }

    @AfterAll
    void closeChromium() {
        chromium.close();
    }

    /** Security key and passkey alike: whichever the account has is asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"webauthn-register", "webauthn-register-passwordless"})
    void aKeyIsAskedForBeforeTheNewPassword(String action) {
        String address = realm.member("key", true).address();
        try (BrowserContext context = atTheApp(chromium.desktop())) {
            Page tab = context.newPage();
            Chromium.plugInKey(tab);
            tab.navigate(realm.app().login().url().toString());
            logIn(tab, address, Realm.PASSWORD);
            register(tab, action);
            context.clearCookies();

            openLink(tab, address);
            assertThat(tab.locator("#authenticateWebAuthnButton")).isVisible();
            assertThat(tab.locator(".porter-lost-factor")).containsText("help@example.org");
            chromium.picture(tab, "reset-key");
            tab.locator("#authenticateWebAuthnButton").click();
            setPassword(tab);
            assertInApp(tab);
        }
    }

    @Test
    void theCodeAndTheWayBackToTheApp() {
        Totp phone = new Totp("picture-of-a-phone-with-codes");
        String address = realm.member("totp", true).address();
        realm.change(address, Map.of("credentials", List.of(phone.credential())));
        try (BrowserContext context = atTheApp(chromium.phoneInTheDark())) {
            Page tab = context.newPage();
            openLink(tab, address);
            chromium.picture(tab, "reset-code-phone-dark");
            assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(tab.viewportSize().width);
            tab.locator("#otp").fill(phone.code());
            tab.locator("#kc-login").click();
            setPassword(tab);
            assertInApp(tab);
        }
    }

    @Test
    void thePasswordLogsInAndTheMailSaysWhoAsked() {
        String address = realm.member("plain", true).address();
        try (BrowserContext context = atTheApp(chromium.desktop())) {
            Page tab = context.newPage();
            Letter letter = openLink(tab, address);
            chromium.picture(tab, "reset-password");
            setPassword(tab);
            assertThat(tab.locator(".kc-feedback-text")).containsText("Your password has been changed");
            assertThat(tab.locator("#username")).hasValue(address);
            chromium.picture(tab, "reset-log-in");
            tab.locator("#password").fill(NEW_PASSWORD);
            tab.locator("#kc-login").click();
            assertInApp(tab);

            Page mail = context.newPage();
            mail.navigate(stack.parts()
                    .inbox()
                    .url()
                    .resolve("/api/messages/" + letter.mail().id() + "/html")
                    .toString());
            assertThat(mail.locator("body")).containsText("Journey app");
            chromium.picture(mail, "mail-reset");
        }
    }

    @Test
    void theFormCountsItsWaitDown() {
        Realm limited = stack.realm(
                "reset-counted", json -> json.withObject("/attributes").put("porter.limit.reset-password.ip", "1/15s"));
        try (BrowserContext context = chromium.desktop()) {
            Page tab = context.newPage();
            tab.navigate(limited.app().login().url().toString());
            ask(tab, limited.freshAddress("first"));
            ask(tab, limited.freshAddress("second"));
            assertThat(tab.locator("#kc-form-buttons")).containsText("in");
            assertThat(tab.locator("#kc-form-buttons")).hasAttribute("aria-disabled", "true");
            chromium.picture(tab, "reset-limited");
            assertThat(tab.locator("#kc-form-buttons"))
                    .not()
                    .hasAttribute(
                            "aria-disabled", "true", new LocatorAssertions.HasAttributeOptions().setTimeout(20_000));
        }
    }

    /** The app's address leads nowhere: somebody has to answer there. */
    private static BrowserContext atTheApp(BrowserContext context) {
        context.route(
                App.HOME + "**",
                route -> route.fulfill(
                        new Route.FulfillOptions().setBody("the app").setContentType("text/html")));
        return context;
    }

    private void register(Page tab, String action) {
        tab.navigate(realm.app().action(action).url().toString());
        tab.locator("#registerWebAuthn").click();
        assertInApp(tab);
    }

    private static void logIn(Page tab, String address, String password) {
        tab.locator("#username").fill(address);
        tab.locator("#password").fill(password);
        tab.locator("#kc-login").click();
        assertInApp(tab);
    }

    private Letter openLink(Page tab, String address) {
        tab.navigate(realm.app().login().url().toString());
        ask(tab, address);
        Letter letter = realm.mailbox(address).next();
        tab.navigate(letter.link().toString());
        return letter;
    }

    private static void ask(Page tab, String address) {
        if (tab.locator("a[href*=reset-credentials]").count() > 0) {
            tab.locator("a[href*=reset-credentials]").first().click();
        }
        tab.locator("#username").fill(address);
        tab.locator("#kc-form-buttons").click();
    }

    private static void setPassword(Page tab) {
        tab.locator("#password-new").fill(NEW_PASSWORD);
        tab.locator("#password-confirm").fill(NEW_PASSWORD);
        tab.locator("#kc-passwd-update-form [type=submit]").first().click();
    }

    private static void assertInApp(Page tab) {
        tab.waitForURL(url -> url.startsWith(App.HOME));
        assertThat(tab.url()).contains("code=");
    }
}
