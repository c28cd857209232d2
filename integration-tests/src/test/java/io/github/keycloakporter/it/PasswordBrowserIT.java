package io.github.keycloakporter.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of a new password as people see them. */
@OnPorter
class PasswordBrowserIT {

    private final Realm realm;
    private final Realm first;
    private Chromium chromium;

    PasswordBrowserIT(PorterStack stack) {
        realm = stack.shipped();
        first = stack.realm("passwords-first", RegistrationIT::askForPassword);
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
    void theRulesAreTickedOffAtRegistration() {
        try (BrowserContext context = chromium.desktop()) {
            Page tab = context.newPage();
            List<String> complaints = complaints(tab);
            tab.navigate(first.app().registration().url().toString());
            Locator password = tab.locator("#password");
            assertThat(password).hasAttribute("autocomplete", "new-password");
            chromium.picture(tab, "register-password-empty");
            assertStates(tab, Map.of());

            tab.locator("#email").fill(first.freshAddress("maria"));
            tab.locator("#firstName").fill("Maria");
            tab.locator("#lastName").fill("Weber");
            password.pressSequentially("weber");
            assertStates(tab, Map.of("lower-case", "met", "runs", "met", "in a row", "met"));
            password.pressSequentially("-Tulip");
            assertStates(
                    tab,
                    Map.of(
                            "lower-case",
                            "met",
                            "upper-case",
                            "met",
                            "symbol",
                            "met",
                            "runs",
                            "met",
                            "in a row",
                            "met"));
            chromium.picture(tab, "register-password-typing");
            password.press("Tab");
            assertStates(
                    tab,
                    Map.of(
                            "at least 12", "broken",
                            "upper-case", "met",
                            "lower-case", "met",
                            "digit", "broken",
                            "symbol", "met",
                            "runs", "met",
                            "in a row", "met",
                            "your name", "broken"));
            chromium.picture(tab, "register-password");
            assertThat(tab.locator("#password-count")).hasText("5 of 8 done");

            // pasted, as a password manager does
            password.fill(Realm.PASSWORD);
            assertThat(tab.locator(".porter-rules > li[data-state=met]")).hasCount(8);
            tab.locator("#password-confirm").fill(Realm.PASSWORD);
            chromium.picture(tab, "register-password-good");
            tab.locator("#kc-submit").click();
            assertThat(tab.locator("#porter-verify")).isVisible();
            assertThat(complaints).isEmpty();
        }
    }

    /** Both judge by the same data: whatever is typed, they say the same. */
    @Test
    void theBrowserJudgesAsTheServerDoes() {
        Person ada = realm.member("ada", true);
        try (BrowserContext context = chromium.desktop()) {
            Page tab = passwordPage(context, ada);
            for (String password : List.of(
                    "short",
                    "Tür-Schloß-７x",
                    "Tu\u0308r-Schloß-７x",
                    "correct-horse-7!",
                    "CORRECT-HORSE-7!",
                    "CorrectHorse77",
                    "Correct-54321-x",
                    "Correct-qWeRtz-7",
                    "Correct-1234-abcd",
                    "🔑🔑🔑x🔑🔑🔑-𝐀b7",
                    "Correct-🔑🔑🔑🔑7",
                    "Correct-oooooo7",
                    "Correct-B-y-r-o-n-7",
                    "Correct-8YR0N-7",
                    "Correct-Port3r-7",
                    "correct horse battery")) {
                tab.locator("#password-new").fill(password);
                List<String> open = tab
                        .locator(".porter-rules > li:not([data-state=met]):not([data-test='{}']) > span")
                        .allInnerTexts()
                        .stream()
                        .map(text -> text.lines().findFirst().orElse(""))
                        .toList();
                Rest.Answer answer =
                        realm.put(ada.address(), "/reset-password", Map.of("type", "password", "value", password));
                assertThat(
                                answer.status() == 204
                                        ? ""
                                        : answer.json().get("error_description").asText())
                        .as(password)
                        .isEqualTo(String.join(" ", open));
            }
        }
    }

    @Test
    void theRulesOfAnUpdateOnAPhoneInTheDark() {
        Person ben = realm.member("ben", true);
        try (BrowserContext context = chromium.phoneInTheDark()) {
            Page tab = passwordPage(context, ben);
            List<String> complaints = complaints(tab);
            assertFitsThePhone(tab);
            chromium.picture(tab, "update-password-phone-dark");

            tab.locator("#password-new").fill("byron-12345");
            tab.locator("#password-confirm").fill("byron-12345");
            tab.locator("#kc-submit").click();
            assertThat(tab.locator("#password-new")).hasAttribute("aria-invalid", "true");
            assertThat(tab.locator(".porter-rules > li[data-state=broken]")).hasCount(4);
            assertFitsThePhone(tab);
            chromium.picture(tab, "update-password-refused-phone-dark");

            // what only the server can tell is open again as soon as something else is typed
            tab.locator("#password-new").fill("P@ssw0rd2024!");
            tab.locator("#password-confirm").fill("P@ssw0rd2024!");
            tab.locator("#kc-submit").click();
            Locator common = tab.locator(".porter-rules > li[data-test='{}']");
            assertThat(common).hasAttribute("data-state", "broken");
            tab.locator("#password-new").fill(Realm.PASSWORD);
            assertThat(common).not().hasAttribute("data-state", "broken");

            tab.locator("#password-confirm").fill("Another-Horse-8!");
            tab.locator("#password-new").fill("Another-Horse-8!");
            tab.locator("#kc-submit").click();
            assertThat(tab.locator("#kc-passwd-update-form")).hasCount(0);
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void thePasswordIsShownOnRequest() {
        Person cleo = realm.member("cleo", true);
        try (BrowserContext context = chromium.desktop()) {
            Page tab = passwordPage(context, cleo);
            chromium.picture(tab, "update-password-empty");
            Locator password = tab.locator("#password-new");
            password.fill("Tulip-Fields-");
            assertThat(password).hasAttribute("type", "password");
            tab.locator("#password-new-show-password").click();
            assertThat(password).hasAttribute("type", "text");
            chromium.picture(tab, "update-password");
            tab.locator("#password-new-show-password").click();
            assertThat(password).hasAttribute("type", "password");
        }
    }

    @Test
    void withoutScriptsTheListIsReadAndMarked() {
        Person dora = realm.member("dora", true);
        try (BrowserContext context = chromium.withoutScripts()) {
            Page tab = passwordPage(context, dora);
            assertThat(tab.locator(".porter-rules > li")).hasCount(9);
            tab.locator("#password-new").fill("byron");
            tab.locator("#password-confirm").fill("byron");
            tab.locator("#kc-submit").click();
            assertThat(tab.locator(".porter-rules > li[data-state=broken]")).hasCount(5);
            chromium.picture(tab, "update-password-no-script");
            tab.locator("#password-new").fill("Another-Horse-8!");
            tab.locator("#password-confirm").fill("Another-Horse-8!");
            tab.locator("#kc-submit").click();
            assertThat(tab.locator("#kc-passwd-update-form")).hasCount(0);
        }
    }

    private Page passwordPage(BrowserContext context, Person person) {
        realm.change(person.address(), Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        Page tab = context.newPage();
        tab.navigate(realm.app().login().url().toString());
        tab.locator("#username").fill(person.address());
        tab.locator("#password").fill(Realm.PASSWORD);
        tab.locator("#kc-login").click();
        assertThat(tab.locator("#kc-passwd-update-form")).isVisible();
        return tab;
    }

    /** Every rule that is met or broken, by a word of its sentence; the others are open. */
    private static void assertStates(Page tab, Map<String, String> states) {
        assertThat(tab.locator(".porter-rules > li[data-state]")).hasCount(states.size());
        states.forEach((words, state) -> assertThat(
                        tab.locator(".porter-rules > li", new Page.LocatorOptions().setHasText(words)))
                .hasAttribute("data-state", state));
    }

    private static void assertFitsThePhone(Page tab) {
        assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(tab.viewportSize().width);
    }

    /** What the browser's console says of scripts that fail and policies that were violated. */
    private static List<String> complaints(Page tab) {
        List<String> complaints = new ArrayList<>();
        tab.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        tab.onPageError(complaints::add);
        return complaints;
    }
}
