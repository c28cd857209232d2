package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Guild;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The choice of languages works on every page, and the pages of a link speak the language of the account or of the email. */
@OnPorter
class LanguageIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";
    private static final String REGISTRATION = "form#kc-register-form";
    private static final String UPDATE_PASSWORD = "form#kc-passwd-update-form";

    private final PorterStack stack;
    private final Realm realm;

    LanguageIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("polyglot", PorterStack.withNotices().andThen(json -> {
            PorterStack.limit("reset-password.address", "off").accept(json);
            PorterStack.requiredAction(json, "UPDATE_EMAIL").put("enabled", true);
        }));
    }

    @Test
    void theLinkPageAndWhatFollows() {
        Person ada = realm.member("ada", false);
        Admin.require(
                realm.put(ada.address(), "/execute-actions-email", List.of("VERIFY_EMAIL", "UPDATE_PASSWORD")), "mail");
        Page english = ada.browser().open(ada.mailbox().next().link());
        Page german = inLanguage(ada.browser(), english, "de");
        Page french = inLanguage(ada.browser(), german, "fr");
        assertThat(french.has("form#porter-link-form")).isTrue();
        assertThat(realm.user(ada.address()).get("emailVerified").asBoolean()).isFalse();

        Page password = ada.confirm(french);
        assertThat(password.has(UPDATE_PASSWORD)).isTrue();
        assertSpeaks(password, "fr");
        Page mistyped = ada.browser()
                .submit(
                        password,
                        password.find(UPDATE_PASSWORD),
                        Map.of("password-new", NEW_PASSWORD, "password-confirm", "Another-Horse-9!"));
        Page spanish = inLanguage(ada.browser(), mistyped, "es");
        assertThat(spanish.has(UPDATE_PASSWORD)).isTrue();
        Page done = ada.setPassword(spanish, NEW_PASSWORD);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertSpeaks(done, "es");
        Page again = inLanguage(ada.browser(), done, "de");
        assertThat(again.text()).contains("Ihr Benutzerkonto wurde aktualisiert");
    }

    @Test
    void aPressThatDidNothing() {
        Person ben = realm.member("ben", false);
        Admin.require(realm.put(ben.address(), "/send-verify-email", null), "mail");
        Page refused = ben.browser().post(ben.mailbox().next().link(), Map.of());
        assertThat(refused.status()).isEqualTo(400);
        Page german = inLanguage(ben.browser(), refused, "de");
        assertThat(german.status()).isEqualTo(200);
        assertThat(ben.confirm(german).status()).isEqualTo(200);
        assertThat(realm.isVerified(ben.address())).isTrue();
    }

    @Test
    void deadLinks() {
        Browser browser = new Browser();
        Page unknown = browser.open(realm.url() + "/go/" + "x".repeat(43));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(inLanguage(browser, unknown, "de").status()).isEqualTo(400);

        Person cleo = realm.member("cleo", true);
        cleo.forget();
        URI link = cleo.mailbox().next().link();
        realm.setPassword(cleo.address(), NEW_PASSWORD);
        Page revoked = browser.open(link);
        assertThat(revoked.status()).isEqualTo(410);
        assertThat(inLanguage(browser, revoked, "fr").status()).isEqualTo(410);
        Page press = browser.post(link, Map.of());
        assertThat(inLanguage(browser, press, "es").status()).isEqualTo(410);
    }

    @Test
    void tooManyLinksThatWereNeverMade() {
        Realm wary = stack.realm("wary-polyglot", PorterStack.limit("failed-link.ip", "1/1h"));
        Browser browser = new Browser();
        String link = wary.url() + "/go/" + "y".repeat(43);
        browser.open(link);
        Page refused = browser.open(link);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(inLanguage(browser, refused, "de").status()).isEqualTo(429);
    }

    @Test
    void anAddressThatIsProvenAlready() {
        Person dora = realm.member("dora", false);
        dora.logIn(Realm.PASSWORD);
        URI link = dora.mailbox().next().link();
        realm.change(dora.address(), Map.of("emailVerified", true, "requiredActions", List.of()));
        Browser phone = new Browser();
        assertThat(inLanguage(phone, phone.open(link), "de").status()).isEqualTo(200);
    }

    @Test
    void anAddressProvenElsewhere() {
        Person eva = realm.member("eva", false);
        eva.logIn(Realm.PASSWORD);
        Person phone = realm.somebody(eva.address());
        Page done = phone.openAndConfirm(eva.mailbox().next().link());
        assertThat(done.text()).contains("verified");
        Page german = inLanguage(phone.browser(), done, "de");
        assertThat(german.text()).contains("verifiziert");
        assertThat(inLanguage(phone.browser(), german, "en").text()).contains("verified");
    }

    @Test
    void anAddressThatWasChanged() {
        Person finn = realm.member("finn", true);
        finn.arrive(finn.logIn(Realm.PASSWORD));
        String other = realm.freshAddress("finn.new");
        Page form = finn.browser().open(realm.app().action("UPDATE_EMAIL").url());
        finn.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", other));
        Person phone = realm.somebody(finn.address());
        Page done = phone.openAndConfirm(realm.mailbox(other).next().link());
        assertThat(done.text()).contains(other);
        assertThat(inLanguage(phone.browser(), done, "fr").text()).contains(other);
    }

    @Test
    void anAddressThatWasChangedInTheBrowserThatAsked() {
        Person gwen = realm.member("gwen", true);
        gwen.arrive(gwen.logIn(Realm.PASSWORD));
        String other = realm.freshAddress("gwen.new");
        Page form = gwen.browser().open(realm.app().action("UPDATE_EMAIL").url());
        gwen.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", other));
        Page done = gwen.browser().open(realm.mailbox(other).next().link());
        if (done.has("form:has(input[name=proof])")) {
            done = gwen.confirm(done);
        }
        assertThat(inLanguage(gwen.browser(), done, "de").text()).contains(other);
    }

    @Test
    void anAddressThatSomebodyElseTookMeanwhile() {
        Person sam = realm.member("sam", true);
        sam.arrive(sam.logIn(Realm.PASSWORD));
        String other = realm.freshAddress("sam.new");
        Page form = sam.browser().open(realm.app().action("UPDATE_EMAIL").url());
        sam.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", other));
        realm.createUser(other, true);
        Person phone = realm.somebody(sam.address());
        Page refused = phone.openAndConfirm(realm.mailbox(other).next().link());
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        Page german = inLanguage(phone.browser(), refused, "de");
        assertThat(german.status()).isEqualTo(400);
        assertThat(german.text()).contains("existiert bereits");
    }

    @Test
    void tooManyEmails() {
        Person rob = realm.member("rob", false);
        Page waiting = rob.logIn(Realm.PASSWORD);
        rob.arrive(rob.typeCode(waiting, rob.mailbox().next().code()));
        Page form = rob.browser().open(realm.app().action("UPDATE_EMAIL").url());
        Page refused = rob.browser()
                .submit(form, form.find("form:has(input[name=email])"), Map.of("email", realm.freshAddress("rob.new")));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
        Page german = inLanguage(rob.browser(), refused, "de");
        assertThat(german.has("form:has(input[name=email])"))
                .as("the form that the person came from: " + german)
                .isTrue();
    }

    @Test
    void anAccountThatIsSecured() {
        Person hal = realm.member("hal", true);
        realm.setPassword(hal.address(), NEW_PASSWORD);
        Person owner = realm.somebody(hal.address());
        Page done = owner.openAndConfirm(hal.mailbox().next().link());
        assertThat(done.find("#porter-not-me").text()).contains("h***@example.org");
        Page german = inLanguage(owner.browser(), done, "de");
        assertThat(german.find("#porter-not-me").text()).contains("h***@example.org");
        Page reloaded = owner.browser().open(german.url());
        assertThat(reloaded.text()).isEqualTo(german.text());
        assertThat(inLanguage(owner.browser(), reloaded, "es").has("#porter-not-me"))
                .isTrue();
        assertThat(new Browser().open(german.url()).has("#porter-not-me"))
                .as("the page is for this browser alone")
                .isFalse();
    }

    @Test
    void anAccountThatIsTakenBack() {
        Person ida = realm.member("ida", true);
        realm.change(ida.address(), Map.of("email", realm.freshAddress("thief")));
        Person owner = realm.somebody(ida.address());
        Page done = owner.openAndConfirm(ida.mailbox().next().link());
        assertThat(done.text()).contains("its former email address again");
        assertThat(inLanguage(owner.browser(), done, "de")
                        .find("#porter-not-me")
                        .text())
                .contains("i***@example.org");
    }

    @Test
    void aMessageThatIsOutOfDate() {
        Person jo = realm.member("jo", true);
        realm.setPassword(jo.address(), NEW_PASSWORD);
        URI link = jo.mailbox().next().link();
        realm.change(jo.address(), Map.of("emailVerified", false));
        Person owner = realm.somebody(jo.address());
        Page refused = owner.openAndConfirm(link);
        assertThat(refused.text()).contains("out of date");
        assertThat(inLanguage(owner.browser(), refused, "de").text()).contains("überholt");
    }

    @Test
    void theWaitingPageAfterAPost() {
        Person kim = realm.newcomer("kim");
        Page waiting = kim.register();
        Page early = kim.resend(waiting);
        assertThat(early.status()).isEqualTo(429);
        Page german = inLanguage(kim.browser(), early, "de");
        assertThat(german.find("#porter-verify").text()).contains(kim.address());
        Page wrong = kim.typeCode(german, "000000");
        assertSpeaks(wrong, "de");
        Page french = inLanguage(kim.browser(), wrong, "fr");
        assertThat(french.find("#porter-verify").text()).contains(kim.address());
        Page changed = kim.changeAddress(french, "not-an-address");
        assertThat(inLanguage(kim.browser(), changed, "es").has("#porter-verify"))
                .isTrue();
    }

    @Test
    void aForgottenPassword() {
        Person lee = realm.member("lee", true);
        Page answer = lee.forget();
        Page german = inLanguage(lee.browser(), answer, "de");
        assertThat(german.status()).isEqualTo(200);
        Person phone = realm.somebody(lee.address());
        Page password = phone.openAndConfirm(lee.mailbox().next().link());
        assertThat(inLanguage(phone.browser(), password, "fr").has(UPDATE_PASSWORD))
                .isTrue();
    }

    @Test
    void theSecondFactorOfAReset() {
        Person max = realm.member("max", true);
        Totp.setUp(realm, max);
        max.mailbox().next();
        Person phone = realm.somebody(max.address());
        phone.forget();
        Page asked = phone.browser().open(newest(max));
        assertThat(asked.has("form#kc-otp-login-form")).as(asked.toString()).isTrue();
        assertThat(inLanguage(phone.browser(), asked, "de").has("form#kc-otp-login-form"))
                .isTrue();

        Person tablet = realm.somebody(max.address());
        realm.somebody(max.address()).forget();
        Page pressed = tablet.openAndConfirm(newest(max));
        assertThat(inLanguage(tablet.browser(), pressed, "es").has("form#kc-otp-login-form"))
                .isTrue();
    }

    @Test
    void theRegistrationOfTheInvited() {
        Realm guilds = stack.realm("polyglot-guilds", json -> json.put("organizationsEnabled", true));
        Person nat = guilds.newcomer("nat");
        Guild.found(guilds, "linguists").inviteStranger(nat.address());
        Page form = nat.openAndConfirm(nat.mailbox().next().link());
        Page german = inLanguage(nat.browser(), form, "de");
        assertThat(german.find(REGISTRATION + " input[name=email]").val()).isEqualTo(nat.address());
        Page refused = nat.browser().submit(german, german.find(REGISTRATION), Map.of("firstName", "", "lastName", ""));
        assertSpeaks(refused, "de");
        Page french = inLanguage(nat.browser(), refused, "fr");
        assertThat(french.find(REGISTRATION + " input[name=email]").val()).isEqualTo(nat.address());

        Browser stranger = new Browser();
        Page gone = stranger.open(guilds.url() + "/go/invitation");
        assertThat(inLanguage(stranger, gone, "es").status()).isEqualTo(gone.status());
    }

    @Test
    void theAccountsLanguageGoesBeforeTheOpeners() {
        Person oda = realm.member("oda", false);
        realm.change(oda.address(), Map.of("attributes", Map.of("locale", List.of("fr"))));
        oda.browser().with("Accept-Language", "de");
        oda.logIn(Realm.PASSWORD);
        URI link = oda.mailbox().next().link();
        Person phone = realm.somebody(oda.address());
        phone.browser().with("Accept-Language", "es");
        Page page = phone.browser().open(link);
        assertSpeaks(page, "fr");
        Page done = phone.confirm(page);
        assertThat(realm.isVerified(oda.address())).isTrue();
        assertSpeaks(done, "fr");
    }

    @Test
    void theEmailsLanguageGoesBeforeTheOpeners() {
        Person pat = realm.member("pat", true);
        pat.browser().with("Accept-Language", "de");
        pat.forget();
        URI link = pat.mailbox().next().link();
        Person phone = realm.somebody(pat.address());
        phone.browser().with("Accept-Language", "es");
        Page page = phone.browser().open(link);
        assertSpeaks(page, "de");
        assertSpeaks(phone.confirm(page), "de");
        assertThat(realm.user(pat.address()).path("attributes").has("locale"))
                .as("nobody picked a language")
                .isFalse();
    }

    @Test
    void whatTheOpenerPicksGoesFirst() {
        Person quinn = realm.member("quinn", true);
        realm.change(quinn.address(), Map.of("attributes", Map.of("locale", List.of("fr"))));
        quinn.forget();
        Person phone = realm.somebody(quinn.address());
        Page picked = inLanguage(
                phone.browser(), phone.browser().open(quinn.mailbox().next().link()), "es");
        assertSpeaks(phone.confirm(picked), "es");
    }

    private static URI newest(Person person) {
        return person.mailbox().next().link();
    }

    /** Picks a language as a person does: another one than the page's, and the page that comes speaks it. */
    private static Page inLanguage(Browser browser, Page page, String tag) {
        assertThat(page.document().selectFirst("html").attr("lang"))
                .as(page.toString())
                .isNotEqualTo(tag);
        String heading = page.find("h1").text();
        Page other = browser.click(page, page.find(".porter-languages a[lang=" + tag + "]"));
        assertSpeaks(other, tag);
        assertThat(other.find("h1").text()).as(other.toString()).isNotEqualTo(heading);
        return other;
    }

    private static void assertSpeaks(Page page, String tag) {
        assertThat(page.document().selectFirst("html").attr("lang"))
                .as(page.toString())
                .isEqualTo(tag);
    }
}
