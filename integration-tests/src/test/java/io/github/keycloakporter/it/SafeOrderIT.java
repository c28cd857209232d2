package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a realm asks of a new account, and in whatever order: an address that has one is answered as one that is free. */
@OnPorter
class SafeOrderIT {

    private static final String TERMS = "form:has([name=accept])";

    private final PorterStack stack;

    SafeOrderIT(PorterStack stack) {
        this.stack = stack;
    }

    /** What a realm asks of every new account, ordered before the gate. */
    private enum Before {
        TERMS(realm -> before(realm, "TERMS_AND_CONDITIONS", true)),
        PROFILE(realm -> before(realm, "UPDATE_PROFILE", true)),
        AUTHENTICATOR_APP(realm -> before(realm, "CONFIGURE_TOTP", true)),
        PASSWORD(realm -> before(realm, "UPDATE_PASSWORD", true)),
        TERMS_AND_AUTHENTICATOR_APP(realm -> {
            before(realm, "CONFIGURE_TOTP", true);
            before(realm, "TERMS_AND_CONDITIONS", true);
        }),
        ADDRESS(realm -> before(realm, "UPDATE_EMAIL", true)),
        /** Built-in actions that look at the user before anything is shown. */
        TRIGGERS(realm -> {
            before(realm, "VERIFY_PROFILE", false);
            before(realm, "update_user_locale", false);
            before(realm, "UPDATE_EMAIL", false);
        }),
        /** One by somebody else, which adds itself, looks at the user and sets a cookie. */
        EXTENSION(SafeOrderIT::extension);

        private final Consumer<ObjectNode> change;

        Before(Consumer<ObjectNode> change) {
            this.change = change;
        }

        Realm in(PorterStack stack) {
            return stack.realm("safe-order-" + ordinal(), change);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsTheSame(Before before) {
        SignUpPair pair = new SignUpPair(before.in(stack));
        pair.same("after the form", (person, page) -> page);
        assertThat(pair.real().text()).contains("Check your inbox");
        pair.mailsLeft();
        pair.same("the same page again", Person::goOn);
        pair.same("too early", Person::resend);
        pair.same("no code", (person, page) -> person.typeCode(page, ""));
        pair.same("wrong code", (person, page) -> person.typeCode(page, pair.wrongCode()));
        pair.same("no address", (person, page) -> person.changeAddress(page, "nonsense"));
        pair.same("in German", (person, page) -> person.browser()
                .open(page.find("a[hreflang=de]").absUrl("href")));
        pair.same("the form once more", (person, page) -> person.fill(person.openRegistration(), Map.of()));
        pair.back("back to the first waiting page");
        pair.move();
        pair.same("the same page after the change", Person::goOn);
        for (String door : List.of("registration", "authenticate", "required-action", "reset-credentials")) {
            pair.back("back to the waiting page");
            pair.same("by " + door, (person, page) -> person.browser()
                    .open(page.find("[data-continue-url]")
                            .absUrl("data-continue-url")
                            .replace("required-action", door)
                            .replaceAll("execution=[^&]*&", "")));
        }
        for (String action : List.of("TERMS_AND_CONDITIONS", "UPDATE_PROFILE", "CONFIGURE_TOTP")) {
            pair.back("back to the waiting page");
            pair.same(action, (person, page) -> person.browser()
                    .open(page.find("[data-continue-url]")
                            .absUrl("data-continue-url")
                            .replace("VERIFY_EMAIL", action)));
        }
        pair.back("back to the waiting page");
        pair.same("a form without its code", (person, page) -> person.browser()
                .post(
                        java.net.URI.create(page.find("[data-continue-url]").absUrl("data-continue-url")),
                        Map.of("accept", "yes", "firstName", "A", "lastName", "B", "email", person.address())));
        pair.back("back to the waiting page");
        pair.same("use another account", (person, page) -> person.browser()
                .open(page.find("#porter-restart").absUrl("href")));
    }

    @Test
    void whatTheRealmAsksComesAfterTheProof() {
        Realm realm = Before.TERMS_AND_AUTHENTICATOR_APP.in(stack);
        SignUpPair pair = new SignUpPair(realm);
        String code = pair.fresh().mailbox().next().code();
        assertThat(pair.owners().typeCode(pair.decoy(), code).status()).isEqualTo(400);
        Page terms = pair.fresh().typeCode(pair.real(), code);
        assertThat(terms.has(TERMS)).as(terms.toString()).isTrue();
        Page app = pair.fresh().browser().submit(terms, terms.find(TERMS), Map.of("accept", ""));
        assertThat(app.has("form#kc-totp-settings-form")).as(app.toString()).isTrue();
        assertThat(realm.user(pair.fresh().address()).get("requiredActions").toString())
                .contains("CONFIGURE_TOTP", "UPDATE_PASSWORD")
                .doesNotContain("TERMS_AND_CONDITIONS", "VERIFY_EMAIL");
    }

    @Test
    void aLinkInTheSameBrowserLeadsToWhatTheRealmAsks() {
        Realm realm = Before.TERMS.in(stack);
        Person ada = realm.newcomer("ada");
        ada.register();
        Page terms = ada.browser().open(ada.mailbox().next().link());
        assertThat(terms.has(TERMS)).as(terms.toString()).isTrue();
        Page password = ada.browser().submit(terms, terms.find(TERMS), Map.of("accept", ""));
        assertThat(ada.arrive(ada.setPassword(password, Realm.PASSWORD))
                        .get("email")
                        .asText())
                .isEqualTo(ada.address());
    }

    @Test
    void aProofElsewhereLeadsToTheLogin() {
        Realm realm = Before.TERMS.in(stack);
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        realm.somebody(ada.address()).openAndConfirm(ada.mailbox().next().link());
        Page login = ada.goOn(waiting);
        assertThat(login.has("form#kc-form-login")).as(login.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERIFY_EMAIL", "UPDATE_PASSWORD", "UPDATE_PROFILE", "delete_account", "none-of-these"})
    void whateverTheAppAsksFor(String action) {
        SignUpPair pair = new SignUpPair(Before.TERMS.in(stack), Map.of("kc_action", action), Map.of());
        pair.same("after the form", (person, page) -> page);
        pair.same("the same page again", Person::goOn);
        pair.same("cancelled", (person, page) -> person.browser()
                .submit(page, page.find("form:has([name=porter_action][value=resend])"), Map.of("cancel-aia", "true")));
        pair.same("the same page again", Person::goOn);
    }

    @Test
    void inWhateverLanguage() {
        Realm realm = stack.shipped();
        for (Map<String, String> request :
                List.of(Map.<String, String>of(), Map.of("ui_locales", "fr"), Map.of("kc_locale", "es"))) {
            for (String locale : List.of("de", "fr es", "xx", "")) {
                SignUpPair pair = new SignUpPair(realm, request, Map.of("locale", locale));
                String what = request + " and " + locale;
                pair.same(what, (person, page) -> page);
                pair.same(what + ", again", Person::goOn);
                pair.same(what + ", in English", (person, page) -> person.browser()
                        .open(page.find("a[hreflang=en]").absUrl("href")));
                pair.same(what + ", again in English", Person::goOn);
            }
        }
    }

    @Test
    void aFormThatAddsAPassword() {
        // the shipped form asks for none: it is ignored
        SignUpPair pair = new SignUpPair(
                stack.shipped(), Map.of(), Map.of("password", Realm.PASSWORD, "password-confirm", Realm.PASSWORD));
        pair.same("after the form", (person, page) -> page);
    }

    /** Without the gate a new account would not wait, so there is nothing that an existing one could look like. */
    @Test
    void whereTheGateIsOffTheFormSaysSo() {
        Realm realm = stack.realm("safe-no-gate", json -> PorterStack.requiredAction(json, "VERIFY_EMAIL")
                .put("enabled", false));
        Person owner = realm.member("owner", true);
        assertThat(realm.somebody(owner.address()).register().text()).contains("Email already exists");
    }

    /** Enables an action of the realm and orders it before the gate. */
    private static void before(ObjectNode realm, String alias, boolean byDefault) {
        int first = 1;
        for (JsonNode action : realm.withArray("requiredActions")) {
            first = Math.min(first, action.get("priority").asInt() - 1);
        }
        PorterStack.requiredAction(realm, alias)
                .put("enabled", true)
                .put("defaultAction", byDefault)
                .put("priority", first);
    }

    private static void extension(ObjectNode realm) {
        ((ArrayNode) realm.withArray("requiredActions"))
                .addObject()
                .put("alias", "journey-action")
                .put("name", "Journey action")
                .put("providerId", "journey-action")
                .put("enabled", true)
                .put("defaultAction", false)
                .put("priority", 1)
                .putObject("config");
    }
}
