package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A forgotten password: who has an account gets a mail, and nobody else learns who that is. */
@OnPorter
class ResetIT {

    private static final String NEW_PASSWORD = "Another-Horse-8!";

    private final PorterStack stack;
    private final Realm realm;

    ResetIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void nobodyCanTellWhoHasAnAccount() {
        Realm realm = stack.realm("named", json -> json.put("registrationEmailAsUsername", false));
        Map<String, String> names = new LinkedHashMap<>();
        String known = realm.freshAddress("known");
        realm.createUser(known, true);
        names.put("known", known);
        names.put("unknown", realm.freshAddress("unknown"));
        String disabled = realm.freshAddress("disabled");
        realm.createUser(disabled, true);
        realm.change(disabled, Map.of("enabled", false));
        names.put("disabled", disabled);
        realm.createUser("addressless", true);
        names.put("without an address", "addressless");
        names.put("suppressed", suppressed(realm));
        String unverified = realm.freshAddress("unverified");
        realm.createUser(unverified, false);
        names.put("unverified", unverified);
        names.put("limited", known);

        Map<String, Page> answers = new LinkedHashMap<>();
        names.forEach((who, name) -> answers.put(who, ask(realm, name)));

        Page one = answers.get("unknown");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.text()).contains("You should receive an email shortly");
        assertThat(answers).allSatisfy((who, page) -> {
            assertThat(page.status()).as(who).isEqualTo(one.status());
            assertThat(headerNames(page)).as(who).isEqualTo(headerNames(one));
            assertThat(withoutSession(page, names.get(who)))
                    .as(who)
                    .isEqualTo(withoutSession(one, names.get("unknown")));
        });

        await().until(() -> realm.mailbox(known).size() == 1
                && realm.mailbox(unverified).size() == 1
                && events(realm, "RESET_PASSWORD_ERROR").size() >= 3);
        assertThat(realm.mailbox(known).size()).as("asked for twice").isEqualTo(1);
        for (String who : List.of("unknown", "disabled", "suppressed")) {
            assertThat(realm.mailbox(names.get(who)).size()).as(who).isZero();
        }
    }

    @Test
    void fromAWrongPasswordToTheNextLogIn() {
        Person ada = realm.member("ada", true);
        Page wrong = ada.logIn("not " + Realm.PASSWORD);
        Page form = ada.browser().click(wrong, wrong.find("a[href*=reset-credentials]"));
        assertThat(form.find("input[name=username]").val()).isEqualTo(ada.address());
        ada.browser().submit(form, form.find("form#kc-reset-password-form"), Map.of());

        Letter letter = ada.mailbox().next();
        assertThat(letter.text()).contains("1 hour").contains(letter.link().toString());
        assertThat(letter.link().toString()).startsWith(realm.url() + "/go/");
        ada.arrive(ada.reset(ada.browser().open(letter.link()), NEW_PASSWORD));

        Person again = realm.somebody(ada.address());
        assertThat(again.logIn(Realm.PASSWORD).isInApp()).isFalse();
        again.arrive(again.logIn(NEW_PASSWORD));
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(410);
    }

    @Test
    void theEventsAreStocks() {
        Person ben = realm.member("ben", true);
        ben.forget();
        ben.mailbox().next();
        JsonNode sent = await().until(
                        () -> events(realm, "SEND_RESET_PASSWORD").stream()
                                .filter(event -> event.path("details")
                                        .path("email")
                                        .asText()
                                        .equals(ben.address()))
                                .findFirst()
                                .orElse(null),
                        event -> event != null);
        assertThat(sent.get("userId").asText())
                .isEqualTo(realm.user(ben.address()).get("id").asText());
        assertThat(sent.get("clientId").asText()).isEqualTo("journey-app");
        assertThat(sent.get("ipAddress").asText()).isNotBlank();
        assertThat(sent.get("details").get("code_id").asText()).isNotBlank();

        String nobody = realm.freshAddress("nobody");
        ask(realm, nobody);
        await().untilAsserted(() -> assertThat(events(realm, "RESET_PASSWORD_ERROR"))
                .anySatisfy(event -> {
                    assertThat(event.get("error").asText()).isEqualTo("user_not_found");
                    assertThat(event.get("ipAddress").asText()).isNotBlank();
                })
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain(nobody)));
    }

    /** The page's language goes before the user's own, and that before the browser's, as in stock. */
    @Test
    void theMailSpeaksTheLanguageOfStocksMail() {
        Person cleo = realm.member("cleo", true);
        cleo.browser().with("Accept-Language", "de");
        cleo.forget();
        assertThat(cleo.mailbox().next().text()).contains("1 Stunde");

        Person dora = realm.member("dora", true);
        realm.change(dora.address(), Map.of("attributes", Map.of("locale", List.of("fr"))));
        dora.browser().with("Accept-Language", "de");
        dora.forget();
        assertThat(dora.mailbox().next().text()).contains("1 heure");

        Person eva = realm.member("eva", true);
        realm.change(eva.address(), Map.of("attributes", Map.of("locale", List.of("fr"))));
        Page spanish = eva.browser().open(eva.openReset().url() + "&kc_locale=es");
        eva.askForReset(spanish, eva.address());
        assertThat(eva.mailbox().next().text()).contains("1 hora");
    }

    @Test
    void aUserNameAndItsAddressShareTheirMails() {
        Realm named = stack.realm("named-limited", json -> {
            json.put("registrationEmailAsUsername", false);
            PorterStack.limit("reset-password.address", "1/1h").accept(json);
        });
        String address = named.freshAddress("fay");
        Admin.require(
                named.admin()
                        .post(
                                "/" + named.name() + "/users",
                                Map.of("username", "fay", "email", address, "enabled", true, "emailVerified", true)),
                "creating fay");
        Person fay = named.somebody(address);
        fay.askForReset(fay.openReset(), "fay");
        fay.mailbox().next();
        Person again = named.somebody(address);
        again.forget();
        Person last = named.member("last", true);
        last.forget();
        last.mailbox().next();
        assertThat(fay.mailbox().size()).isEqualTo(1);
    }

    @Test
    void anEmptyNameIsAskedForAgain() {
        Person gus = realm.newcomer("gus");
        Page again = gus.askForReset(gus.openReset(), "  ");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.has("#input-error-username")).isTrue();
    }

    /** The page promises a mail, so it comes when Redis is back. */
    @Test
    void redisIsAwayWhileSomebodyAsks() {
        Person ida = realm.member("ida", true);
        Page form = ida.openReset();
        stack.parts().redis().stop();
        try {
            assertThat(ida.askForReset(form, ida.address()).status()).isEqualTo(200);
        } finally {
            stack.parts().redis().restart();
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> ida.mailbox().size() == 1);
        ida.arrive(ida.reset(ida.browser().open(ida.mailbox().next().link()), NEW_PASSWORD));
    }

    /** Whoever is logged in need not type who it is; the limit holds there too. */
    @Test
    void whoIsLoggedInNeedNotTypeAName() {
        Person hal = realm.member("hal", true);
        hal.arrive(hal.logIn(Realm.PASSWORD));
        String reset = realm.url() + "/login-actions/reset-credentials?client_id=journey-app";
        hal.browser().open(reset);
        Letter letter = hal.mailbox().next();
        hal.browser().open(reset);
        hal.setPassword(goOn(hal, letter), NEW_PASSWORD);
        Person again = realm.somebody(hal.address());
        again.arrive(again.logIn(NEW_PASSWORD));
        assertThat(hal.mailbox().size()).isEqualTo(1);
    }

    /** With the link's button, where this browser is asked to press it. */
    private static Page goOn(Person person, Letter letter) {
        Page page = person.browser().open(letter.link());
        return page.has("form:has(input[name=proof])") ? person.confirm(page) : page;
    }

    private static Page ask(Realm realm, String name) {
        Person somebody = realm.somebody(name);
        return somebody.askForReset(somebody.openReset(), name);
    }

    /** An address whose mailbox does not exist, as the mail server has told. */
    private String suppressed(Realm realm) {
        Person lost = realm.newcomer("lost");
        stack.parts().inbox().refuse(lost.address());
        realm.createUser(lost.address(), false);
        lost.logIn(Realm.PASSWORD);
        String suppression = "/" + realm.name() + "/mails/suppressions/" + lost.address();
        await().until(() -> realm.admin().get(suppression).status() == 200);
        return lost.address();
    }

    private static List<JsonNode> events(Realm realm, String type) {
        List<JsonNode> events = new ArrayList<>();
        realm.admin().read("/" + realm.name() + "/events?max=200&type=" + type).forEach(events::add);
        return events;
    }

    private static TreeSet<String> headerNames(Page page) {
        return new TreeSet<>(page.headers().map().keySet());
    }

    /** The page but for what names the browser's own session, and the name that was typed into it. */
    private static String withoutSession(Page page, String typed) {
        return page.body()
                .replace("value=\"" + typed + "\"", "value=\"\"")
                .replaceAll("(session_code|tab_id|client_data|execution)=[^&\"\\\\]*", "$1=")
                .replaceAll("checkAuthSession\\(\\s*\"[^\"]*\"", "checkAuthSession(");
    }
}
