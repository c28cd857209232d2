package io.github.keycloakporter.themes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.forms.login.MessageType;

/** Every page of ours, in each of its states, under our theme and under each parent a realm's theme may have; and some of Keycloak's pages in our frame. */
@Tag("slow")
class LoginPagesTest {

    private static final Path OUT = Path.of("target/pages");
    private static final List<ThemeFiles> THEMES =
            List.of(ThemeFiles.STOCK_LOGIN, ThemeFiles.KEYCLOAK_LOGIN, ThemeFiles.BASE_LOGIN, ThemeFiles.PORTER_LOGIN);
    /** The templates of all modules. */
    private static final Path PROVIDERS = Path.of("../providers");

    private static final Pattern IMPORTED = Pattern.compile("<#(?:import|include) \"([^\"]+)\"");
    private static final List<String> MAIL_STATES =
            List.of("queued", "handed-over", "delayed", "delivered", "undeliverable", "unwanted", "failed");

    record Page(String name, String template, Map<String, Object> more) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Page> gatePages() {
        List<Page> pages = new ArrayList<>();
        Map<String, Object> waiting = Models.verify("anna@example.org", 0, false, null);
        pages.add(new Page("verify", "porter-verify-email.ftl", Map.of("verify", waiting)));
        pages.add(new Page(
                "verify-countdown",
                "porter-verify-email.ftl",
                Map.of(
                        "verify", Models.verify("anna@example.org", 42, false, null),
                        "message", Models.message(MessageType.SUCCESS, "A new mail is on its way."))));
        pages.add(new Page(
                "verify-wrong-code",
                "porter-verify-email.ftl",
                Map.of(
                        "verify", waiting,
                        "message", Models.message(MessageType.ERROR, "That is not the code from the newest mail."),
                        "messagesPerField", Models.fieldError("code", "That is not the code from the newest mail."))));
        pages.add(new Page(
                "verify-changing",
                "porter-verify-email.ftl",
                Map.of(
                        "verify", Models.verify("anna@example.org", 12, true, "anna@example"),
                        "message", Models.message(MessageType.ERROR, "This does not look like an email address."),
                        "messagesPerField", Models.fieldError("email", "This does not look like an email address."))));
        pages.add(new Page(
                "verify-app-action",
                "porter-verify-email.ftl",
                Map.of("verify", waiting, "isAppInitiatedAction", true)));
        for (String state : MAIL_STATES) {
            pages.add(new Page(
                    "verify-mail-" + state,
                    "porter-verify-email.ftl",
                    Map.of("verify", Models.verifyMail(state, "example.org"))));
        }
        pages.add(new Page("enter", "porter-enter-email.ftl", Map.of()));
        pages.add(new Page(
                "enter-wrong",
                "porter-enter-email.ftl",
                Map.of(
                        "verify", Models.verify("", 0, true, "anna"),
                        "messagesPerField", Models.fieldError("email", "This does not look like an email address."))));
        for (String purpose : List.of(
                "verify-email",
                "reset-credentials",
                "update-email",
                "idp-verify-account-via-email",
                "ORGIVT",
                "of-another-extension")) {
            pages.add(new Page("link-" + purpose, "porter-link.ftl", Map.of("link", Models.link(purpose, List.of()))));
        }
        pages.add(new Page(
                "link-execute-actions",
                "porter-link.ftl",
                Map.of(
                        "link",
                        Models.link("execute-actions", List.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "of-another")))));
        for (String purpose : List.of("porter-not-me", "porter-take-back")) {
            Map<String, Object> link = Models.link(purpose, List.of());
            link.put("words", "porterLink." + purpose + ".");
            link.remove("appName");
            pages.add(new Page("link-" + purpose, "porter-link.ftl", Map.of("link", link)));
        }
        pages.add(new Page("link-methods", "porter-link.ftl", Map.of("link", linkThatAsks("a telephone"))));
        for (String name : List.of("mailed", "returned", "not-returned", "not-mailed")) {
            Map<String, Object> notMe = Map.of(
                    "mailed",
                    name.equals("mailed") || name.equals("returned"),
                    "returned",
                    !name.equals("not-returned"),
                    "tookBack",
                    name.endsWith("returned"),
                    "maskedEmail",
                    "a***@example.org");
            pages.add(new Page("not-me-" + name, "porter-not-me.ftl", Map.of("notMe", notMe)));
        }
        for (String state : List.of("used", "replaced", "revoked", "expired", "unknown", "verified")) {
            pages.add(new Page(
                    "dead-" + state,
                    "porter-link-dead.ftl",
                    Map.of("link", Models.deadLink(state, "verify-email", "/app"))));
        }
        pages.add(new Page(
                "dead-reset",
                "porter-link-dead.ftl",
                Map.of("link", Models.deadLink("expired", "reset-credentials", "/reset"))));
        pages.add(new Page(
                "dead-actions",
                "porter-link-dead.ftl",
                Map.of("link", Models.deadLink("expired", "execute-actions", null))));
        pages.add(new Page(
                "dead-forged", "porter-link-dead.ftl", Map.of("link", Models.deadLink("unknown", null, null))));
        pages.add(new Page("account-locked", "porter-account-locked.ftl", Map.of()));
        for (String state : List.of("ask", "done", "unknown")) {
            pages.add(new Page(
                    "unsubscribe-" + state,
                    "porter-unsubscribe.ftl",
                    Map.of("unsubscribe", Map.of("state", state, "actionUrl", "/realms/harbour/mail/unsubscribe"))));
        }
        pages.add(new Page("store-unavailable", "store-unavailable.ftl", Map.of()));
        return pages.stream();
    }

    static Stream<Page> stockPages() {
        return Stream.of(
                new Page("login", "login.ftl", Map.of()),
                new Page(
                        "login-failed",
                        "login.ftl",
                        Map.of("messagesPerField", Models.fieldError("username", "Invalid username or password."))),
                new Page("reset", "login-reset-password.ftl", Map.of()),
                new Page("info", "info.ftl", Map.of("message", Models.message(MessageType.INFO, "All is well."))),
                new Page(
                        "error",
                        "error.ftl",
                        Map.of(
                                "message", Models.message(MessageType.ERROR, "Please try again in a minute."),
                                "client", Map.of("baseUrl", "/app"))),
                new Page(
                        "error-too-early",
                        "error.ftl",
                        Map.of(
                                "message",
                                Models.message(MessageType.ERROR, "Please try again in a minute."),
                                "waitSeconds",
                                60L)));
    }

    static Stream<Page> signUpPages() {
        Map<String, Object> asking =
                Models.signUp("maria@gmial.com", Map.of("typed", "maria@gmial.com", "suggestion", "maria@gmail.com"));
        Map<String, Object> limited = new HashMap<>(Models.signUp("maria@example.org", Map.of("waitSeconds", 90L)));
        limited.put("messagesPerField", Models.fieldError("global", "You can go on in 90 seconds."));
        limited.put("message", Models.message(MessageType.ERROR, "You can go on in 90 seconds."));
        return Stream.of(
                new Page("register", "register.ftl", Models.signUp("", Map.of())),
                new Page("register-suggestion", "register.ftl", asking),
                new Page("register-limited", "register.ftl", limited));
    }

    @ParameterizedTest
    @MethodSource("signUpPages")
    void theSignUpFormRendersInEveryLanguage(Page page) throws IOException {
        for (Locale locale : Models.LOCALES) {
            checkAccessible(render(ThemeFiles.PORTER_LOGIN, locale, page, Map.of()));
        }
    }

    static Stream<Page> passwordPages() {
        String broken = "Use at least 12 characters.\nInclude a digit.";
        Map<String, Object> form = Models.with(new HashMap<>(Models.signUp("", Map.of())), Models.password());
        return Stream.of(
                new Page("register-password", "register.ftl", form),
                new Page(
                        "register-password-refused",
                        "register.ftl",
                        Models.with(
                                new HashMap<>(form),
                                Map.of("messagesPerField", Models.fieldError("password", broken)))),
                new Page("update-password", "login-update-password.ftl", Models.password()),
                new Page(
                        "update-password-refused",
                        "login-update-password.ftl",
                        Models.with(
                                new HashMap<>(Models.password()),
                                Map.of("message", Models.message(MessageType.ERROR, broken + "\nUse it no more.")))),
                new Page(
                        "update-password-of-stock",
                        "login-update-password.ftl",
                        Map.of(
                                "passwordPolicies",
                                Map.of("length", 8),
                                "message",
                                Models.message(MessageType.ERROR, "Invalid password: minimum length 8."))));
    }

    @ParameterizedTest
    @MethodSource("passwordPages")
    void aPageWithANewPasswordRendersInEveryLanguage(Page page) throws IOException {
        for (Locale locale : Models.LOCALES) {
            checkAccessible(render(ThemeFiles.PORTER_LOGIN, locale, page, Map.of()));
        }
    }

    @Test
    void brokenRulesAreMarkedAndOtherErrorsToldBesides() throws IOException {
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, password("update-password-refused"), Map.of());

        assertThat(page.select(".porter-rules li").eachText())
                .containsExactly(
                        "Use at least 12 characters. still missing",
                        "Include a digit. still missing",
                        "Choose a password that is not widely used.");
        assertThat(page.select(".porter-rules li[data-state=broken]")).hasSize(2);
        assertThat(page.select("[role=alert]").eachText()).as("said once").containsExactly("Use it no more.");
        assertThat(page.getElementById("password-new").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.getElementById("password-new").attr("autocomplete")).isEqualTo("new-password");
    }

    @Test
    void aRuleThatHardlyAnybodyBreaksIsNotListed() throws IOException {
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, password("register-password"), Map.of());

        assertThat(page.select(".porter-rules li").eachText())
                .containsExactly(
                        "Use at least 12 characters.",
                        "Include a digit.",
                        "Choose a password that is not widely used.");
        assertThat(page.html())
                .as("stock's check of policies that are not there")
                .doesNotContain("password-policy.js");
    }

    @Test
    void withoutRulesThePageIsStocks() throws IOException {
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, password("update-password-of-stock"), Map.of());

        assertThat(page.select(".porter-rules")).isEmpty();
        assertThat(page.getElementById("input-error-password-new").text())
                .isEqualTo("Invalid password: minimum length 8.");
        assertThat(page.select("script[src*=porter-password], link[href*=porter-password]"))
                .isEmpty();
        assertThat(page.html()).as("stock's own check").contains("password-policy.js");
    }

    private static Page password(String name) {
        return passwordPages()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSignUpFormAsksWithoutScripts() throws IOException {
        Page asking = signUpPages().skip(1).findFirst().orElseThrow();
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, asking, Map.of());

        assertThat(page.select("#porter-suggestion .porter-address").text()).isEqualTo("maria@gmail.com");
        assertThat(page.select("#kc-register-form [name=email]").val()).isEqualTo("maria@gmial.com");
        assertThat(page.selectFirst("#kc-register-form [type=submit]").hasAttr("name"))
                .as("the enter key takes a suggestion")
                .isFalse();
        assertThat(page.select("#porter-suggestion-take").attr("name")).isEqualTo("porter_address");
        assertThat(page.select("#kc-submit")).as("two answers are enough").isEmpty();
    }

    @Test
    void theHiddenFieldIsForRobotsOnly() throws IOException {
        Document page = render(
                ThemeFiles.PORTER_LOGIN,
                Locale.ENGLISH,
                signUpPages().findFirst().orElseThrow(),
                Map.of());
        Element trap = page.selectFirst("input[name=homepage]");

        assertThat(trap.val()).isEmpty();
        assertThat(trap.attr("tabindex")).isEqualTo("-1");
        assertThat(trap.attr("autocomplete")).isEqualTo("off");
        assertThat(trap.parent().attr("aria-hidden")).isEqualTo("true");
        assertThat(trap.parent().hasClass("porter-unseen")).isTrue();
    }

    @Test
    void everyPageOfOursIsAmongThePagesOfTheseTests() throws IOException {
        List<String> ours;
        try (Stream<Path> files = Files.walk(PROVIDERS)) {
            ours = files.filter(LoginPagesTest::isLoginTemplate)
                    .filter(LoginPagesTest::isPage)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
        assertThat(gatePages().map(Page::template).distinct())
                .contains("porter-link.ftl")
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    /** A file that only keycloak.v2 has would make the page an error 500 in a realm whose theme builds on another parent. */
    @Test
    void noTemplateNeedsAFileThatSomeParentLacks() throws IOException {
        try (Stream<Path> files = Files.walk(PROVIDERS)) {
            for (Path file : files.filter(LoginPagesTest::isLoginTemplate).toList()) {
                Matcher imported = IMPORTED.matcher(Files.readString(file));
                while (imported.find()) {
                    for (ThemeFiles theme : THEMES) {
                        assertThat(theme.has(imported.group(1)))
                                .as("%s of %s, under %s", imported.group(1), file, theme.name())
                                .isTrue();
                    }
                }
            }
        }
    }

    private static boolean isLoginTemplate(Path file) {
        return file.toString().matches(".*/src/main/resources/theme-resources/templates/[^/]+[.]ftl");
    }

    private static boolean isPage(Path template) {
        try {
            return Files.readString(template).contains("registrationLayout");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What needs no script must have a look without PatternFly too. */
    @Test
    void aThemeWithoutClassesGetsOurs() throws IOException {
        Document page = render(ThemeFiles.BASE_LOGIN, Locale.ENGLISH, gate("verify-wrong-code"), Map.of());

        assertThat(page.getElementById("code").className()).isEqualTo("porter-input");
        assertThat(page.getElementById("porter-code-submit").classNames())
                .contains("porter-button-primary", "porter-button-block");
        assertThat(page.getElementById("porter-resend").classNames()).contains("porter-button-secondary");

        Document v1 = render(ThemeFiles.KEYCLOAK_LOGIN, Locale.ENGLISH, gate("verify-wrong-code"), Map.of());
        assertThat(v1.getElementById("code").className()).isEqualTo("pf-c-form-control");
        assertThat(v1.getElementById("porter-code-submit").classNames()).contains("pf-c-button", "pf-m-primary");

        Document v2 = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify-wrong-code"), Map.of());
        assertThat(v2.getElementById("code").parent().classNames()).contains("pf-v5-c-form-control", "pf-m-error");
        assertThat(v2.getElementById("code").className()).isEmpty();
        assertThat(v2.html()).doesNotContain("porter-button");
    }

    @ParameterizedTest
    @MethodSource("gatePages")
    void aPageOfOursRendersInEveryLanguageUnderEveryTheme(Page page) throws IOException {
        for (ThemeFiles theme : THEMES) {
            for (Locale locale : Models.LOCALES) {
                checkAccessible(render(theme, locale, page, Map.of()));
            }
        }
    }

    @Test
    void anErrorThatPassesCountsTheWaitDown() throws IOException {
        Map<String, Object> early = Map.of(
                "message", Models.message(MessageType.ERROR, "Please try again in a minute."), "waitSeconds", 75L);
        Document page =
                render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, new Page("error-early", "error.ftl", early), Map.of());
        assertThat(page.select("#porter-sign-up-wait").attr("data-seconds")).isEqualTo("75");
        assertThat(page.select("#kc-error-message button[data-porter-submit]")).hasSize(1);

        Map<String, Object> other = Map.of("message", Models.message(MessageType.ERROR, "It is gone."));
        assertThat(render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, new Page("error-gone", "error.ftl", other), Map.of())
                        .select("#porter-sign-up-wait, button"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stockPages")
    void aStockPageFitsIntoTheFrame(Page page) throws IOException {
        for (Locale locale : Models.LOCALES) {
            Document document = render(ThemeFiles.PORTER_LOGIN, locale, page, Map.of());
            assertThat(document.select("h1").text()).isNotBlank();
            assertThat(document.select("main .pf-v5-c-login__header")).isEmpty();
        }
    }

    @Test
    void theWaitingPageWorksWithoutScripts() throws IOException {
        Document page = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify-countdown"), Map.of());

        assertThat(page.select("form input[name=porter_action]").eachAttr("value"))
                .containsExactly("code", "resend", "change");
        assertThat(page.select("form[action='/login-actions/required-action?a=1&b=2'][method=post]"))
                .hasSize(3);
        assertThat(page.select("#porter-resend-wait").text()).isEqualTo("You can ask for another mail in 42 seconds.");
        assertThat(page.select("#porter-resend").hasAttr("disabled")).isFalse();
        assertThat(page.select("#porter-follow").hasAttr("hidden"))
                .as("only a script can follow along")
                .isTrue();
        assertThat(page.select("[role=status].porter-alert").text()).isEqualTo("A new mail is on its way.");
    }

    @Test
    void theWaitingPageTellsWhatBecameOfTheMail() throws IOException {
        for (String state : MAIL_STATES) {
            Document page = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify-mail-" + state), Map.of());
            JsonNode words = new ObjectMapper()
                    .readTree(page.getElementById("porter-verify").attr("data-mail-words"))
                    .get(state);

            assertThat(page.getElementById("porter-verify").attr("data-mail-state"))
                    .isEqualTo(state);
            assertThat(page.getElementById("porter-mail").hasAttr("hidden")).isFalse();
            assertThat(page.getElementById("kc-page-title").text())
                    .isEqualTo(words.get("title").asText());
            assertThat(page.getElementById("porter-mail-lead").text())
                    .isEqualTo(words.get("lead").asText());
            assertThat(page.getElementById("porter-mail-text").wholeText())
                    .as("what the script compares with")
                    .isEqualTo(words.get("line").asText().replace("{0}", "example.org"));
        }
    }

    @Test
    void nothingIsSaidOfAMailThatNobodyKnowsOf() throws IOException {
        Document page = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify"), Map.of());

        assertThat(page.getElementById("porter-mail").hasAttr("hidden")).isTrue();
        assertThat(page.getElementById("porter-verify").attr("data-mail-state")).isEmpty();
    }

    @Test
    void anAddressThatTakesNoMailIsToBeCorrected() throws IOException {
        Document page = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify-mail-undeliverable"), Map.of());

        assertThat(page.getElementById("porter-change").hasAttr("open")).isTrue();
        assertThat(page.getElementById("email").val()).isEqualTo("anna@example.org");
        assertThat(page.select("form input[name=porter_action]").eachAttr("value"))
                .containsExactly("change", "code", "resend");
        assertThat(page.getElementById("porter-code-part").hasAttr("hidden")).isTrue();

        Page fixed = new Page(
                "verify-mail-fixed",
                "porter-verify-email.ftl",
                Map.of(
                        "verify",
                        Models.with(
                                Models.verifyMail("undeliverable", "example.org"), Map.of("canChangeEmail", false))));
        page = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, fixed, Map.of());
        assertThat(page.getElementById("porter-change")).isNull();
        assertThat(page.getElementById("porter-mail-text").text()).contains("ask for help");
    }

    @Test
    void aWrongCodeIsSaidAtTheField() throws IOException {
        Element code = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify-wrong-code"), Map.of())
                .getElementById("code");

        assertThat(code.attr("aria-invalid")).isEqualTo("true");
        assertThat(code.attr("aria-describedby")).isEqualTo("input-error-code porter-code-hint");
        assertThat(code.ownerDocument().getElementById("input-error-code").text())
                .isEqualTo("That is not the code from the newest mail.");
        assertThat(code.ownerDocument().select(".porter-alert"))
                .as("said once, not twice")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aPastedCodePassesThePattern(String typed, boolean fits) throws IOException {
        String pattern = render(ThemeFiles.STOCK_LOGIN, Locale.ENGLISH, gate("verify"), Map.of())
                .getElementById("code")
                .attr("pattern");

        assertThat(typed.matches(pattern)).isEqualTo(fits);
    }

    static Stream<Object[]> codes() {
        return Stream.of(new Object[][] {
            {"123456", true},
            {"123 456", true},
            {" 123-456 ", true},
            {"12345", false},
            {"1234567", false},
            {"12345a", false}
        });
    }

    @Test
    void theLinkPageHasOneButtonAndNoLinkThatActs() throws IOException {
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, gate("link-verify-email"), Map.of());

        assertThat(page.select("main button, main input[type=submit]")).hasSize(1);
        assertThat(page.select("main form")).hasSize(1);
        assertThat(page.select("main form").attr("method")).isEqualTo("post");
        assertThat(page.select("input[name=proof]").attr("value")).isEqualTo("Yt0-proof");
        assertThat(page.select("main a")).isEmpty();
        assertThat(page.select("footer a").eachAttr("href")).allMatch(href -> href.startsWith("?kc_locale="));
    }

    @Test
    void aPurposeOfAnotherRoomHasItsOwnWordsStepByStep() throws IOException {
        for (Locale locale : Models.LOCALES) {
            Document page = render(ThemeFiles.PORTER_LOGIN, locale, gate("link-porter-take-back"), Map.of());
            assertThat(page.select(".porter-list li")).hasSize(4);
            assertThat(page.text()).doesNotContain("porterLink", "|");
        }
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, gate("link-porter-not-me"), Map.of());
        assertThat(page.select("button").eachText()).containsExactly("This was not me");
    }

    @Test
    void actionsWithoutANameAreLeftOut() throws IOException {
        Document page = render(ThemeFiles.PORTER_LOGIN, Locale.ENGLISH, gate("link-execute-actions"), Map.of());

        assertThat(page.select(".porter-list li").eachText()).containsExactly("Update Password", "Verify Email");
    }

    @Test
    void whatSomebodyTypedStaysText() throws IOException {
        for (ThemeFiles theme : THEMES) {
            Map<String, Object> link = Models.link("verify-email", List.of());
            link.put("maskedEmail", Models.HOSTILE);
            link.put("appName", Models.HOSTILE);
            Map<String, Object> dead = Models.deadLink("used", Models.HOSTILE, null);
            dead.put("appName", Models.HOSTILE);
            Map<String, Object> verify = Models.verify(Models.HOSTILE, 0, true, Models.HOSTILE);
            verify.put("mail", Map.of("state", "handed-over", "domain", Models.HOSTILE));
            List<Page> pages = List.of(
                    new Page("hostile-verify", "porter-verify-email.ftl", Map.of("verify", verify)),
                    new Page("hostile-enter", "porter-enter-email.ftl", Map.of("verify", verify)),
                    new Page("hostile-link", "porter-link.ftl", Map.of("link", link)),
                    new Page("hostile-methods", "porter-link.ftl", Map.of("link", linkThatAsks(Models.HOSTILE))),
                    new Page("hostile-dead", "porter-link-dead.ftl", Map.of("link", dead)));
            for (Page page : pages) {
                Document document = render(theme, Locale.ENGLISH, page, Map.of("porter.brand.name", Models.HOSTILE));
                assertThat(document.select("[onerror], img")).as(page.name()).isEmpty();
                if (!page.name().equals("hostile-dead")) {
                    assertThat(document.html()).as(page.name()).contains("${7*7}");
                }
            }
        }
    }

    private static Map<String, Object> linkThatAsks(String label) {
        Map<String, Object> link = Models.link("verify-email", List.of());
        link.put("methods", Models.signInMethods(label));
        return link;
    }

    /** What a person keeps is what that person ticked. */
    @Test
    void nothingIsTickedWhereALinkAsksWhatIsTheReaders() throws IOException {
        for (ThemeFiles theme : List.of(ThemeFiles.STOCK_LOGIN, ThemeFiles.PORTER_LOGIN)) {
            Page page = new Page("methods", "porter-link.ftl", Map.of("link", linkThatAsks("a telephone")));
            Document document = render(theme, Locale.ENGLISH, page, Map.of());
            assertThat(document.select("fieldset > legend").text()).isNotBlank();
            assertThat(document.select("input[name=keep]").eachAttr("value"))
                    .startsWith("password", "provider:example", "credential:1")
                    .hasSize(7);
            assertThat(document.select("[checked], [required]")).isEmpty();
            assertThat(document.select("label[for=porter-keep-1]").text())
                    .isEqualTo("Example ID a***@example.org This is mine: keep it");
            assertThat(document.select("label[for=porter-keep-3]").text()).contains("Security key a telephone");
        }
    }

    /** What a person without eyes or mouse needs, as far as markup can tell. */
    private static void checkAccessible(Document page) {
        assertThat(page.select("html").attr("lang")).isNotBlank();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("h1").text()).isNotBlank();
        for (Element input : page.select("input:not([type=hidden]):not([readonly])")) {
            assertThat(page.select("label[for=" + input.id() + "]"))
                    .as("label of " + input.id())
                    .isNotEmpty();
        }
        for (Element described : page.select("[aria-describedby]")) {
            for (String id : described.attr("aria-describedby").split(" ")) {
                assertThat(page.getElementById(id)).as("description " + id).isNotNull();
            }
        }
        List<String> ids = page.select("main [id]").eachAttr("id");
        assertThat(ids.stream().filter(id -> !id.isEmpty()).toList()).doesNotHaveDuplicates();
        assertThat(page.select("main button, main a").eachText()).allMatch(text -> !text.isBlank());
        assertThat(page.select("[onclick]")).isEmpty();
    }

    private static Page gate(String name) {
        return gatePages().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
    }

    /** Renders, and leaves the page in target/pages for a person to look at. */
    static Document render(ThemeFiles theme, Locale locale, Page page, Map<String, String> attributes)
            throws IOException {
        Map<String, Object> model = Models.with(Models.login(theme, locale, attributes), page.more());
        String html = theme.render(page.template(), model);
        Path file = OUT.resolve(theme.name()).resolve(page.name() + "-" + locale.getLanguage() + ".html");
        Files.createDirectories(file.getParent());
        Files.writeString(file, html);
        return Jsoup.parse(html);
    }
}
