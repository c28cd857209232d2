package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The journeys in a real browser, from the demo app and back. Each page is kept as a picture. */
@OnPorter
class BrowserIT {

    private static final int FOLLOWS_WITHIN_MILLIS = 3_000;

    private final PorterStack stack;
    private final Realm realm;
    private Chromium chromium;

    BrowserIT(PorterStack stack) {
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
    void fromTheAppThroughTheInboxAndBack() {
        String address = realm.freshAddress("ada");
        try (BrowserContext context = chromium.desktop()) {
            Page tab = context.newPage();
            tab.navigate(stack.parts().appUrl().toString());
            chromium.picture(tab, "demo-app-start");
            tab.locator("a[href='/login']").click();
            chromium.picture(tab, "log-in");
            tab.locator("a[href*='registration']").click();
            chromium.picture(tab, "register");
            register(tab, address);
            assertThat(tab.locator("#porter-verify")).containsText(address);
            assertThat(tab.locator("#code")).isFocused();
            assertThat(tab.locator("#porter-resend")).containsText("Send again in");
            chromium.picture(tab, "waiting-page");

            Page inbox = context.newPage();
            inbox.navigate(stack.parts().inbox().url().toString());
            inbox.locator("#list button", new Page.LocatorOptions().setHasText(address))
                    .click();
            Locator link =
                    inbox.frameLocator("#body").locator("a[href*='/go/']").first();
            link.waitFor();
            chromium.picture(inbox, "inbox");
            Page password = context.waitForPage(link::click);
            setPassword(password);

            assertThat(password.locator("#email-verified")).hasText("true");
            assertThat(password.locator("#email")).hasText(address);
            chromium.picture(password, "demo-app");
            assertNoErrorIn(tab);
        }
    }

    @Test
    void theWaitingPageFollowsWithinThreeSeconds() {
        String address = realm.member("ben", false).address();
        try (BrowserContext context = chromium.desktop();
                BrowserContext other = chromium.desktop()) {
            Page tab = logIn(context, address);
            Page link = other.newPage();
            link.navigate(realm.mailbox(address).next().link().toString());
            link.getByLabel("Password This is mine: keep it").check();
            link.locator("#porter-link-submit").click();
            assertThat(link.locator("#kc-page-title")).containsText("verified");
            tab.waitForFunction(
                    "() => { const page = document.getElementById('porter-verify'); return !page ||"
                            + " document.getElementById('porter-live').textContent === page.dataset.textVerified; }",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(FOLLOWS_WITHIN_MILLIS));
            assertThat(tab.locator("#email-verified")).hasText("true");
            chromium.picture(link, "verified");
        }
    }

    /** By keyboard: nothing is ticked before, and both ticks count. */
    @Test
    void thePersonSaysWhatStays() {
        String address = realm.member("kim", false).address();
        realm.change(address, Map.of("credentials", List.of(new Totp("kim-has-a-phone-of-her-own").credential())));
        realm.put(address, "/send-verify-email", null);
        URI mailed = realm.mailbox(address).next().link();
        try (BrowserContext phone = chromium.phone();
                BrowserContext desktop = chromium.withoutScripts()) {
            Page small = phone.newPage();
            small.navigate(mailed.toString());
            assertFitsThePhone(small);
            chromium.picture(small, "link-question-phone");

            Page link = desktop.newPage();
            link.navigate(mailed.toString());
            assertThat(link.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("How this account signs in")))
                    .isVisible();
            assertThat(link.locator("input[name=keep]:checked")).hasCount(0);
            chromium.picture(link, "link-question");
            link.getByLabel("Password This is mine: keep it").focus();
            link.keyboard().press("Space");
            link.keyboard().press("Tab");
            link.keyboard().press("Space");
            assertThat(link.locator("input[name=keep]:checked")).hasCount(2);
            link.keyboard().press("Tab");
            link.keyboard().press("Enter");
            assertThat(link.locator("#kc-page-title")).containsText("verified");
        }
        String account =
                "/" + realm.name() + "/users/" + realm.user(address).get("id").asText();
        assertThat(realm.admin().read(account + "/credentials").findValuesAsText("type"))
                .containsExactlyInAnyOrder("password", "otp");
    }

    @Test
    void theCodeIsTyped() {
        String address = realm.member("cleo", false).address();
        try (BrowserContext context = chromium.desktop()) {
            Page tab = logIn(context, address);
            String code = realm.mailbox(address).next().code();
            tab.locator("#code").pressSequentially(code.equals("000000") ? "000001" : "000000");
            tab.keyboard().press("Enter");
            assertThat(tab.locator("#input-error-code")).isVisible();
            assertThat(tab.locator("#code")).hasAttribute("aria-invalid", "true");
            chromium.picture(tab, "wrong-code");

            tab.locator("#code").pressSequentially(code);
            tab.keyboard().press("Enter");
            assertThat(tab.locator("#email-verified")).hasText("true");
        }
    }

    @Test
    void theCodeIsPasted() {
        String address = realm.member("dora", false).address();
        try (BrowserContext context = chromium.desktop()) {
            context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page tab = logIn(context, address);
            String code = realm.mailbox(address).next().code();
            String asInTheMail = " " + code.substring(0, 3) + " " + code.substring(3) + "\n";
            tab.evaluate("text => navigator.clipboard.writeText(text)", asInTheMail);
            tab.locator("#code").focus();
            tab.keyboard().press("Control+V");
            assertThat(tab.locator("#code")).hasValue(code);
            tab.locator("#porter-code-submit").click();
            assertThat(tab.locator("#email-verified")).hasText("true");
        }
    }

    @Test
    void theLinkInAnotherBrowser() {
        String address = realm.freshAddress("eva");
        try (BrowserContext desktop = chromium.desktop();
                BrowserContext other = chromium.desktop();
                BrowserContext phone = chromium.phone()) {
            Page tab = desktop.newPage();
            tab.navigate(stack.parts().appUrl() + "/register");
            register(tab, address);
            Letter letter = realm.mailbox(address).next();

            Page onThePhone = phone.newPage();
            onThePhone.navigate(letter.link().toString());
            assertFitsThePhone(onThePhone);
            chromium.picture(onThePhone, "link-page-phone");
            Page link = other.newPage();
            link.navigate(letter.link().toString());
            assertThat(link.locator("form")).hasCount(1);
            chromium.picture(link, "link-page");
            assertThat(realm.isVerified(address)).isFalse();
            link.locator("#porter-link-submit").click();
            setPassword(link);
            assertThat(link.locator("#kc-page-title")).hasText("Account updated");

            onThePhone.locator("#porter-link-submit").click();
            chromium.picture(onThePhone, "link-dead-phone");
            assertThat(tab.locator("#kc-form-login")).isVisible();
        }
    }

    @Test
    void withoutScripts() {
        String address = realm.freshAddress("finn");
        try (BrowserContext context = chromium.withoutScripts()) {
            Page tab = context.newPage();
            tab.navigate(stack.parts().appUrl() + "/register");
            register(tab, address);
            assertThat(tab.locator("#porter-verify")).containsText("60 seconds");
            chromium.picture(tab, "waiting-page-no-script");
            tab.locator("#porter-resend").click();
            assertThat(tab.locator("[role=alert]")).isVisible();
            tab.locator("summary", new Page.LocatorOptions().setHasText("Change it"))
                    .click();
            assertThat(tab.locator("#porter-change-form #email")).isVisible();

            tab.locator("#code").fill(realm.mailbox(address).next().code());
            tab.locator("#porter-code-submit").click();
            setPassword(tab);
            assertThat(tab.locator("#email-verified")).hasText("true");
        }
    }

    @Test
    void onASmallPhone() {
        String address = realm.freshAddress("gwen");
        try (BrowserContext context = chromium.phone()) {
            Page tab = context.newPage();
            tab.navigate(stack.parts().appUrl() + "/register");
            assertFitsThePhone(tab);
            register(tab, address);
            assertFitsThePhone(tab);
            chromium.picture(tab, "waiting-page-phone");
            Letter letter = realm.mailbox(address).next();
            Page mail = context.newPage();
            mail.navigate(mailUrl(letter).toString());
            assertFitsThePhone(mail);
            chromium.picture(mail, "mail-verify-phone");

            tab.bringToFront();
            tab.locator("#code").fill(letter.code());
            tab.locator("#porter-code-submit").tap();
            assertThat(tab.locator("#password-new")).isVisible();
            assertFitsThePhone(tab);
            setPassword(tab);
            assertThat(tab.locator("#email-verified")).hasText("true");
            assertFitsThePhone(tab);
        }
    }

    @Test
    void theAddressIsCorrected() {
        String address = realm.freshAddress("hal");
        String right = realm.freshAddress("hal.right");
        try (BrowserContext context = chromium.inTheDark()) {
            Page tab = context.newPage();
            tab.navigate(stack.parts().appUrl() + "/register");
            register(tab, address);
            chromium.picture(tab, "waiting-page-dark");
            tab.locator("#porter-change summary").click();
            tab.locator("#porter-change-form #email").fill(right);
            chromium.picture(tab, "change-address-dark");
            tab.locator("#porter-change-submit").click();
            assertThat(tab.locator("#porter-verify")).containsText(right);

            Mailbox mailbox = realm.mailbox(right);
            Letter letter = mailbox.next();
            Page mail = context.newPage();
            mail.navigate(mailUrl(letter).toString());
            chromium.picture(mail, "mail-verify-dark");
            Page old = context.newPage();
            old.navigate(realm.mailbox(address).next().link().toString());
            chromium.picture(old, "link-dead-dark");
            tab.bringToFront();
            tab.locator("#code").fill(letter.code());
            tab.locator("#porter-code-submit").click();
            setPassword(tab);
            assertThat(tab.locator("#email")).hasText(right);
        }
    }

    @Test
    void theMailsAndTheDeadLinkAsPictures() {
        String address = realm.member("ida", false).address();
        try (BrowserContext context = chromium.desktop();
                BrowserContext other = chromium.desktop()) {
            logIn(context, address);
            Letter letter = realm.mailbox(address).next();
            Page mail = other.newPage();
            mail.navigate(mailUrl(letter).toString());
            chromium.picture(mail, "mail-verify");
            realm.setPassword(address, "Another-Horse-8!");
            Page dead = other.newPage();
            dead.navigate(letter.link().toString());
            assertThat(dead.locator("#porter-way-on")).isVisible();
            chromium.picture(dead, "link-dead");
        }
    }

    private Page logIn(BrowserContext context, String address) {
        Page tab = context.newPage();
        tab.navigate(stack.parts().appUrl() + "/login");
        tab.locator("#username").fill(address);
        tab.locator("#password").fill(Realm.PASSWORD);
        tab.locator("#kc-login").click();
        assertThat(tab.locator("#porter-verify")).isVisible();
        return tab;
    }

    private static void register(Page tab, String address) {
        tab.locator("#email").fill(address);
        tab.locator("#firstName").fill("Ada");
        tab.locator("#lastName").fill("Byron");
        tab.locator("#kc-register-form [type=submit]").click();
        assertThat(tab.locator("#porter-verify")).isVisible();
    }

    private static void setPassword(Page tab) {
        tab.locator("#password-new").fill(Realm.PASSWORD);
        tab.locator("#password-confirm").fill(Realm.PASSWORD);
        tab.locator("#kc-passwd-update-form [type=submit]").first().click();
    }

    /** The tab that waited may have gone on or say that somebody is logged in; it must not show a failure. */
    private static void assertNoErrorIn(Page tab) {
        assertThat(tab.locator("#kc-error-message")).hasCount(0);
    }

    private static void assertFitsThePhone(Page tab) {
        assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                .as("nothing sticks out to the side of " + tab.url())
                .isLessThanOrEqualTo(tab.viewportSize().width);
    }

    private URI mailUrl(Letter letter) {
        return stack.parts()
                .inbox()
                .url()
                .resolve("/api/messages/" + letter.mail().id() + "/html");
    }
}
