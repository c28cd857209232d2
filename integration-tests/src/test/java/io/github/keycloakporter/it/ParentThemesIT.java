package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Chromium;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our pages in realms whose own login theme builds on any of Keycloak's: nothing is an error, and everything works without scripts. */
@OnPorter
class ParentThemesIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    /** What each page shows. A page that is missing here fails the test. */
    private static final Map<String, Map<String, Object>> PAGES = Map.of(
            "porter-verify-email.ftl",
            Map.of("verify", verify()),
            "porter-enter-email.ftl",
            Map.of("verify", verify()),
            "porter-link.ftl",
            Map.of("link", Map.of("purpose", "verify-email", "actionUrl", "/go/x", "proof", "x", "appName", "Shop")),
            "porter-link-dead.ftl",
            Map.of("link", Map.of("state", "expired", "purpose", "reset-credentials", "wayOnUrl", "/reset")),
            "porter-account-locked.ftl",
            Map.of(),
            "porter-not-me.ftl",
            Map.of(
                    "notMe",
                    Map.of("mailed", true, "returned", true, "tookBack", true, "maskedEmail", "a***@example.org")),
            "porter-unsubscribe.ftl",
            Map.of("unsubscribe", Map.of("state", "ask", "actionUrl", "/unsubscribe")),
            "store-unavailable.ftl",
            Map.of());

    private final PorterStack stack;

    ParentThemesIT(PorterStack stack) {
        this.stack = stack;
    }

    static List<String> parents() {
        return PorterStack.themeParents();
    }

    private Realm realm(String parent) {
        return stack.realm("themed-" + parent.replace('.', '-'), PorterStack.themeOn(parent));
    }

    @ParameterizedTest
    @MethodSource("parents")
    void everyPageIsShown(String parent) throws IOException {
        Realm realm = realm(parent);
        List<String> pages = pages();
        assertThat(PAGES.keySet()).containsExactlyInAnyOrderElementsOf(pages);
        for (String page : pages) {
            Rest.Answer answer = show(realm, page);
            assertThat(answer.status())
                    .as("%s under %s: %s", page, parent, answer)
                    .isEqualTo(200);
            assertThat(answer.body()).as(page).contains("/login/journey-" + parent + "/");
        }
    }

    @ParameterizedTest
    @MethodSource("parents")
    void registerAndProveTheAddressByCode(String parent) {
        Person ada = realm(parent).newcomer("ada");
        Page waiting = ada.register();
        assertThat(waiting.has("#porter-code-form")).as(waiting.toString()).isTrue();
        Letter letter = ada.mailbox().next();
        Page wrong = ada.typeCode(waiting, letter.code().equals("000000") ? "111111" : "000000");
        assertThat(wrong.find("#input-error-code").text()).isNotBlank();
        Page noAddress = ada.changeAddress(wrong, "nonsense");
        assertThat(noAddress.find("#input-error-email").text()).isNotBlank();
        ada.arrive(ada.setPassword(ada.typeCode(noAddress, letter.code()), Realm.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("parents")
    void proveTheAddressByLink(String parent) {
        Realm realm = realm(parent);
        Person ben = realm.member("ben", false);
        ben.logIn(Realm.PASSWORD);
        URI link = ben.mailbox().next().link();
        Person phone = realm.somebody(ben.address());
        Page button = phone.browser().open(link);
        assertThat(button.status()).isEqualTo(200);
        assertThat(phone.confirm(button).status()).isEqualTo(200);
        assertThat(realm.isVerified(ben.address())).isTrue();

        Page dead = new Browser().open(link);
        assertThat(dead.has("form:has(input[name=proof])")).isFalse();
        assertThat(dead.text()).contains("used already");
        assertThat(new Browser().open(realm.url() + "/go/" + "A".repeat(43)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("parents")
    void resetThePassword(String parent) {
        Person cleo = realm(parent).member("cleo", true);
        assertThat(cleo.forget().status()).isEqualTo(200);
        Page password = cleo.browser().open(cleo.mailbox().next().link());
        Page weak = cleo.setPassword(password, "short");
        assertThat(weak.has("form#kc-passwd-update-form")).as(weak.toString()).isTrue();
        cleo.arrive(cleo.reset(weak, NEW_PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("parents")
    void giveAnAddress(String parent) {
        Realm realm = stack.realm(
                "themed-names-" + parent.replace('.', '-'),
                PorterStack.themeOn(parent).andThen(json -> json.put("registrationEmailAsUsername", false)));
        String name = realm.freshAddress("dora").replace("@example.org", "");
        realm.createUser(name, false);
        Person dora = realm.somebody(name);
        Page ask = dora.logIn(Realm.PASSWORD);
        Page waiting = dora.changeAddress(ask, name + "@example.org");
        assertThat(waiting.has("#porter-code-form")).as(waiting.toString()).isTrue();
    }

    /** Pictures for people to look at, in target/pictures. */
    @Test
    void pictures() throws IOException {
        try (Chromium chromium = new Chromium();
                BrowserContext context = chromium.desktop()) {
            for (String parent : parents()) {
                Realm realm = realm(parent);
                com.microsoft.playwright.Page tab = context.newPage();
                for (String page : pages()) {
                    String html =
                            show(realm, page).body().replaceFirst("<head>", "<head><base href='" + realm.url() + "/'>");
                    tab.route(
                            "**/shown",
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setBody(html).setContentType("text/html")));
                    tab.navigate(realm.url() + "/shown");
                    chromium.picture(tab, "theme-" + parent + "-" + page.replace(".ftl", ""));
                    assertThat((Integer) tab.evaluate("document.documentElement.scrollWidth"))
                            .as("%s under %s", page, parent)
                            .isLessThanOrEqualTo(tab.viewportSize().width);
                    tab.unroute("**/shown");
                }
                tab.close();
            }
        }
    }

    private static Rest.Answer show(Realm realm, String page) {
        return Rest.postJson(realm.url() + "/journey-pages/" + page, PAGES.get(page));
    }

    /** The templates of all modules that make a page of their own. */
    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PorterStack.root().resolve("providers"))) {
            return files.filter(file ->
                            file.toString().matches(".*/src/main/resources/theme-resources/templates/[^/]+[.]ftl"))
                    .filter(ParentThemesIT::isPage)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean isPage(Path template) {
        try {
            return Files.readString(template).contains("registrationLayout");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> verify() {
        return Map.of(
                "email",
                "ada@example.org",
                "typedEmail",
                "",
                "codeLength",
                6,
                "resendSeconds",
                30,
                "canChangeEmail",
                true,
                "changing",
                false,
                "statusUrl",
                "/status",
                "continueUrl",
                "/continue");
    }
}
