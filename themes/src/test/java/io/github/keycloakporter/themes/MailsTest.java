package io.github.keycloakporter.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mail, as HTML and as text, in every language, with and without what the realm may leave out. */
class MailsTest {

    private static final Path OUT = Path.of("target/mails");
    private static final Map<String, String> BRAND = Map.of(
            "name", "Harbour Library",
            "accent", "#7a3fb0",
            "postalAddress", "1 Quay Street\nPort Example 12345",
            "support", "help@example.org");
    private static final Map<String, Object> CODE = Map.of("code", "402913", "codeExpiration", 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email-verification",
                "password-reset",
                "executeActions",
                "email-update-confirmation",
                "identity-provider-link",
                "org-invite"
            })
    void aMailWithALinkHasButtonAddressReasonAndSender(String name) throws IOException {
        for (Locale locale : Models.LOCALES) {
            Document html = html(name, locale, BRAND, CODE);
            String text = text(name, locale, BRAND, CODE);

            assertThat(html.select("html").attr("lang")).isEqualTo(locale.getLanguage());
            assertThat(html.select(".button a").attr("href")).isEqualTo(Models.LINK);
            assertThat(html.select("a").eachText()).as("the bare address").contains(Models.LINK);
            assertThat(html.select(".foot").text())
                    .contains("Harbour Library", "1 Quay Street Port Example 12345", "help@example.org");
            assertThat(html.select("img, script, link, iframe, object, form"))
                    .as("nothing is loaded")
                    .isEmpty();
            assertThat(text.lines()).contains(Models.LINK);
            assertThat(text).contains("Harbour Library", "1 Quay Street\nPort Example 12345", "help@example.org");
            assertThat(text).doesNotContain("<", "&#", "&amp;");
        }
    }

    @Test
    void aResetSaysWhenAndFromWhereItWasAskedFor() throws IOException {
        Map<String, Object> asked = Map.of(
                "askedAt", "1 May 2026, 10:00 UTC", "askedFrom", "Loans & <Books>", "askedNetwork", "192.0.2.0/24");
        for (Locale locale : Models.LOCALES) {
            String html = html("password-reset", locale, BRAND, asked).text();
            assertThat(html).contains("1 May 2026, 10:00 UTC", "Loans & <Books>", "192.0.2.0/24");
            assertThat(text("password-reset", locale, BRAND, asked))
                    .contains("1 May 2026, 10:00 UTC", "Loans & <Books>", "192.0.2.0/24");
            assertThat(text("password-reset", locale, BRAND, Map.of("askedAt", "now")))
                    .doesNotContain("192.0.2.0");
        }
    }

    @Test
    void whoHasNoPasswordIsToldHowToLogIn() throws IOException {
        Map<String, Object> ways =
                Map.of("logInUrl", "https://app.example.org/", "providers", List.of("Office <1>"), "passkey", true);
        for (Locale locale : Models.LOCALES) {
            Document html = html("porter-no-password", locale, BRAND, ways);
            assertThat(html.select(".button a").attr("href")).isEqualTo("https://app.example.org/");
            assertThat(html.text()).contains("Office <1>, ");
            assertThat(text("porter-no-password", locale, BRAND, ways))
                    .contains("Office <1>, ", "https://app.example.org/");
        }
    }

    @Test
    void theVerificationMailNamesHowTheAccountSignsIn() throws IOException {
        Map<String, Object> methods = Map.of("signInMethods", Models.signInMethods(Models.HOSTILE));
        for (Locale locale : Models.LOCALES) {
            Document html = html("email-verification", locale, BRAND, methods);
            assertThat(html.select("li").eachText())
                    .hasSize(7)
                    .contains("Example ID a***@example.org")
                    .allMatch(text -> !text.isBlank() && !text.contains("{"));
            assertThat(text("email-verification", locale, BRAND, methods))
                    .contains("- Example ID a***@example.org")
                    .doesNotContain(Models.HOSTILE);
        }
        assertThat(html("email-verification", Locale.ENGLISH, BRAND, Map.of()).select("li"))
                .isEmpty();
    }

    @Test
    void theOwnerOfAnAddressIsToldOfASignUpWithoutAWordOfIt() throws IOException {
        String logIn = "https://app.example.org/";
        String reset = "https://id.example.org/realms/harbour/login-actions/reset-credentials?client_id=app";
        for (Locale locale : Models.LOCALES) {
            Map<String, Object> links = Map.of("logInUrl", logIn, "resetUrl", reset);
            Document html = html("porter-account-exists", locale, BRAND, links);
            assertThat(html.select(".button a").attr("href")).isEqualTo(logIn);
            assertThat(html.select("a").eachAttr("href")).contains(reset);
            assertThat(html.select("img, script, link, iframe, object, form")).isEmpty();
            assertThat(text("porter-account-exists", locale, BRAND, links).lines())
                    .contains(logIn, reset);
            assertThat(html("porter-account-exists", locale, BRAND, Map.of("logInUrl", logIn))
                            .select("a[href=" + reset + "]"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password-changed",
                "password-reset",
                "password-set",
                "address-changed",
                "factor-added",
                "factor-removed",
                "recovery-codes",
                "locked-temporarily",
                "locked-permanently",
                "new-device",
                "account-disabled",
                "account-reenabled",
                "provider-linked",
                "provider-unlinked",
                "account-deleted"
            })
    void aNoticeSaysWhatHappenedAndWhatToDo(String type) throws IOException {
        List<Map<String, Object>> rows = List.of(
                Map.of("label", "porterNotice.rowWhen", "text", "26 November 2026, 14:05 UTC"),
                Map.of("label", "porterNotice.rowApp", "text", Models.HOSTILE),
                Map.of("label", "porterNotice.rowFactor", "key", "porterNotice.factor.webauthn-passwordless"),
                Map.of(
                        "label", "porterNotice.rowDevice",
                        "key", "porterNotice.device",
                        "fill", List.of("Firefox", "Linux")));
        Map<String, Object> notice = Map.of(
                "title", "porterNotice." + type + ".title",
                "text", "porterNotice." + type + ".text",
                "rows", rows);
        for (Locale locale : Models.LOCALES) {
            Document html = notice(locale, Map.of("notice", notice));
            assertThat(html.select(".button a").attr("href")).isEqualTo(Models.LINK);
            assertThat(html.select("img, script, link, iframe, object, form")).isEmpty();
            assertThat(html.text())
                    .contains("Firefox", "26 November 2026, 14:05 UTC")
                    .doesNotContain("porterNotice");
            String text = text("porter-notice", locale, BRAND, Map.of("notice", notice));
            assertThat(text.lines()).contains(Models.LINK);
            assertThat(text).contains("help@example.org", Models.HOSTILE).doesNotContain("&lt;", "porterNotice");
        }
    }

    @Test
    void aNoticeWithoutALinkLeadsToPeople() throws IOException {
        Map<String, Object> again = Map.of(
                "notice",
                Map.of("title", "porterNotice.password-set.title", "times", 7, "until", "14:05 UTC"),
                "link",
                "");
        Document html = notice(Locale.ENGLISH, again);
        assertThat(html.select(".button")).isEmpty();
        assertThat(html.text()).contains("This happened 7 more times until 14:05 UTC.", "please contact us");
        assertThat(text("porter-notice", Locale.ENGLISH, BRAND, again)).contains("7 more times until 14:05 UTC");
    }

    private static Document notice(Locale locale, Map<String, Object> more) throws IOException {
        return html("porter-notice", locale, BRAND, more);
    }

    @Test
    void theCodeStandsAloneAndNowhereElse() throws IOException {
        Document html = html("email-verification", Locale.ENGLISH, BRAND, CODE);

        assertThat(html.select("td.panel").eachText()).containsExactly("402913");
        assertThat(html.text().split("402913", -1)).hasSize(2);
        assertThat(html.body().child(0).attr("style")).contains("display:none");
        assertThat(html.body().child(0).text()).doesNotContain("402913");
        assertThat(text("email-verification", Locale.ENGLISH, BRAND, CODE).lines())
                .contains("402913");
    }

    @Test
    void withoutACodeNothingSpeaksOfOne() throws IOException {
        assertThat(html("email-verification", Locale.ENGLISH, BRAND, Map.of()).text())
                .doesNotContain("code");
        assertThat(text("email-verification", Locale.ENGLISH, BRAND, Map.of())).doesNotContain("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email-verification", "password-reset", "executeActions", "email-test", "org-invite"})
    void aRealmWithoutABrandSendsUnderItsOwnName(String name) throws IOException {
        Map<String, Object> none = new HashMap<>();
        none.put("brand", null);
        for (Map<String, Object> more : List.of(Map.<String, Object>of(), none)) {
            assertThat(html(name, Locale.ENGLISH, Map.of(), more)
                            .select(".foot")
                            .text())
                    .contains("Sent by Harbour Library");
            assertThat(text(name, Locale.ENGLISH, Map.of(), more)).contains("Sent by Harbour Library");
        }
    }

    @Test
    void stocksOwnMailsFitIntoTheFrame() throws IOException {
        for (String name : List.of("event-login_error", "event-update_password")) {
            Document html = html(name, Locale.GERMAN, BRAND, Map.of());
            assertThat(html.select("td.card").text()).contains("192.0.2.7");
            assertThat(html.select(".foot").text()).contains("Gesendet von Harbour Library");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email-verification",
                "password-reset",
                "executeActions",
                "email-update-confirmation",
                "identity-provider-link",
                "org-invite",
                "email-test"
            })
    void whatSomebodyTypedStaysText(String name) throws IOException {
        Map<String, Object> hostile = Map.of(
                "newEmail", Models.HOSTILE,
                "identityProviderContext", Map.of("username", Models.HOSTILE),
                "organization", Map.of("name", Models.HOSTILE),
                "firstName", Models.HOSTILE,
                "lastName", Models.HOSTILE,
                "user", Map.of("username", Models.HOSTILE, "firstName", Models.HOSTILE),
                "realmName", Models.HOSTILE);
        Map<String, String> brand = Map.of(
                "name", Models.HOSTILE,
                "accent", "red;}</style><script>alert(1)</script>",
                "logo", "https://example.org/x.png\" onerror=\"alert(1)",
                "postalAddress", Models.HOSTILE,
                "support", "javascript:alert(1)");
        Document html = html(name, Locale.ENGLISH, brand, hostile);

        assertThat(html.select("img, script, [onerror]")).isEmpty();
        assertThat(html.select("a").eachAttr("href")).allMatch(href -> href.equals(Models.LINK));
        assertThat(html.select("style").html()).doesNotContain("alert");
        if (List.of("email-update-confirmation", "identity-provider-link", "org-invite")
                .contains(name)) {
            assertThat(html.select("p.panel").text()).isEqualTo(Models.HOSTILE);
        }
        assertThat(text(name, Locale.ENGLISH, brand, hostile)).doesNotContain("&lt;");
    }

    @Test
    void noSubjectShowsTheCodeOrLeavesAPlaceholder() {
        for (Locale locale : Models.LOCALES) {
            var messages = ThemeFiles.PORTER_EMAIL.messages(locale);
            assertThat(messages.getProperty("emailVerificationSubject")).doesNotContain("{");
            assertThat(messages.getProperty("passwordResetSubject")).doesNotContain("{");
            assertThat(messages.getProperty("executeActionsSubject")).doesNotContain("{");
        }
    }

    private static Document html(String name, Locale locale, Map<String, String> brand, Map<String, Object> more)
            throws IOException {
        return Jsoup.parse(render("html", name, locale, brand, more));
    }

    private static String text(String name, Locale locale, Map<String, String> brand, Map<String, Object> more)
            throws IOException {
        return render("text", name, locale, brand, more);
    }

    private static String render(
            String kind, String name, Locale locale, Map<String, String> brand, Map<String, Object> more)
            throws IOException {
        Map<String, Object> model = Models.with(Models.mail(locale, brand), more);
        String out = ThemeFiles.PORTER_EMAIL.render(kind + "/" + name + ".ftl", model);
        if (brand == BRAND && (more == CODE || !name.equals("email-verification"))) {
            Files.createDirectories(OUT);
            String ending = kind.equals("html") ? ".html" : ".txt";
            Files.writeString(OUT.resolve(name + "-" + locale.getLanguage() + ending), out);
        }
        return out;
    }
}
