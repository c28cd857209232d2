package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nobody learns from the registration form whether an address has an account. */
@OnPorter
class SafeRegistrationIT {

    private final PorterStack stack;
    private final Realm realm;

    SafeRegistrationIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void everyAnswerIsTheSame() {
        SignUpPair pair = new SignUpPair(realm);
        pair.same("after the form", (person, page) -> page);
        // until the mail has left, its line may be a poll apart
        pair.mailsLeft();
        pair.same("the same page again", Person::goOn);
        assertThat(pair.owners().status(pair.firstDecoy()).body())
                .isEqualTo(pair.fresh().status(pair.firstReal()).body());
        pair.same("too early", Person::resend);
        for (String code : List.of("", "12", "abcdef")) {
            pair.same("code " + code, (person, page) -> person.typeCode(page, code));
        }
        String wrong = pair.wrongCode();
        for (int i = 1; i <= 6; i++) {
            pair.same("wrong code " + i, (person, page) -> person.typeCode(page, wrong));
        }
        pair.same("the same address", (person, page) -> person.changeAddress(page, person.address()));
        pair.same("no address", (person, page) -> person.changeAddress(page, "nonsense"));
        pair.move();
        pair.same("the same page after the change", Person::goOn);
        pair.same("a wrong code after the change", (person, page) -> person.typeCode(page, wrong));
        pair.same("in German", (person, page) -> person.browser()
                .open(page.find("a[hreflang=de]").absUrl("href")));
        pair.same("use another account", (person, page) -> person.browser()
                .open(page.find("#porter-restart").absUrl("href")));
    }

    /** What it needs for either is less, or the journeys would take hours. */
    @Test
    void everyAnswerTakesTheLeastTime() {
        Realm steady = stack.realm("safe-steady", json -> RegistrationIT.guard(json, "answer-milliseconds", "1500"));
        Person fresh = steady.newcomer("fresh");
        Person stranger = steady.somebody(steady.member("owner", true).address());
        for (Person person : List.of(fresh, stranger)) {
            Page form = person.openRegistration();
            // the answer to the form, and the page it leads to
            Page waiting = atLeast(3_000, () -> person.fill(form, Map.of()));
            assertThat(waiting.text()).contains("Check your inbox");
            atLeast(1_500, () -> person.goOn(waiting));
            atLeast(1_500, () -> person.resend(waiting));
            atLeast(1_500, () -> person.typeCode(waiting, "12"));
            Page refused = person.openRegistration();
            atLeast(1_500, () -> person.fill(refused, Map.of("firstName", "")));
        }
    }

    private static Page atLeast(long millis, Supplier<Page> step) {
        long begin = System.nanoTime();
        Page page = step.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begin).toMillis())
                .as(page.toString())
                .isGreaterThanOrEqualTo(millis);
        return page;
    }

    @Test
    void otherDoorsAreTheSame() {
        for (String door : List.of("registration", "authenticate", "reset-credentials", "required-action")) {
            SignUpPair pair = new SignUpPair(realm);
            pair.same(door, (person, page) -> person.browser()
                    .open(page.find("[data-continue-url]")
                            .absUrl("data-continue-url")
                            .replace("required-action", door)
                            .replaceAll("execution=[^&]*&", "")));
            pair.back("back from " + door);
        }
    }

    @Test
    void nothingIsCreatedAndTheOwnerIsToldOnce() {
        Realm own = stack.realm("safe-owner", json -> {});
        Person owner = own.member("owner", true);
        int before = own.admin().read("/safe-owner/users/count").asInt();
        for (int i = 0; i < 3; i++) {
            assertThat(own.somebody(owner.address()).register().text()).contains(owner.address());
        }
        Letter letter = owner.mailbox().next();
        assertThat(letter.subject()).isEqualTo("You already have an account");
        assertThat(letter.text()).contains("reset-credentials?client_id=").doesNotContain("Ada", "Byron", "/go/");
        assertThat(letter.hasCode()).isFalse();
        assertThat(own.admin().read("/safe-owner/users/count").asInt()).isEqualTo(before);
        assertThat(own.isVerified(owner.address())).isTrue();
        assertThat(owner.mailbox().size())
                .as("within the cooldown of the address")
                .isEqualTo(1);
        assertThat(owner.logIn(Realm.PASSWORD).isInApp()).isTrue();
    }

    @Test
    void theLinksOfTheMailLeadOn() {
        Person owner = realm.member("owner", true);
        realm.somebody(owner.address()).register();
        Letter letter = owner.mailbox().next();
        String reset = org.jsoup.Jsoup.parse(letter.html())
                .select("a[href*=reset-credentials]")
                .attr("href");
        assertThat(realm.somebody(owner.address()).browser().open(reset).has("form#kc-reset-password-form"))
                .isTrue();
    }

    @Test
    void noCodeAndNoLinkOfTheOwnersLetsTheStrangerIn() {
        Realm hasty = stack.hasty();
        Person owner = hasty.member("owner", false);
        owner.logIn(Realm.PASSWORD);
        Letter letter = owner.mailbox().next();
        Person stranger = hasty.somebody(owner.address());
        Page decoy = stranger.register();
        assertThat(stranger.typeCode(decoy, letter.code()).status()).isEqualTo(400);
        hasty.somebody(owner.address()).openAndConfirm(letter.link());
        assertThat(hasty.isVerified(owner.address())).isTrue();
        assertThat(stranger.status(decoy).body()).contains("\"verified\":false");
        assertThat(stranger.goOn(decoy).isInApp()).isFalse();
    }

    @Test
    void whoeverMistypedGetsTheAccountAfterAll() {
        Person owner = realm.member("owner", true);
        Person ada = realm.somebody(owner.address());
        Page decoy = ada.register(Map.of("firstName", "Augusta"));
        String right = realm.freshAddress("augusta");
        Page waiting = ada.changeAddress(decoy, right);
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.text()).contains(right, "changed");
        Page password = ada.typeCode(waiting, realm.mailbox(right).next().code());
        assertThat(ada.arrive(ada.setPassword(password, Realm.PASSWORD))
                        .get("email")
                        .asText())
                .isEqualTo(right);
        assertThat(realm.user(right).get("firstName").asText()).isEqualTo("Augusta");
    }

    @Test
    void aCorrectedAddressGetsAllThatTheFormWasFilledWith() {
        Realm own = stack.realm("safe-late-steps", json -> {
            RegistrationIT.step(json, "journey-step", 10);
            RegistrationIT.step(json, "registration-terms-and-conditions", 70);
            RegistrationIT.step(json, "journey-step", 80);
            PorterStack.requiredAction(json, "TERMS_AND_CONDITIONS")
                    .put("enabled", true)
                    .put("defaultAction", true);
        });
        Person ada = own.somebody(own.member("owner", true).address());
        Page decoy = ada.register(Map.of("termsAccepted", "on", "journey", "Lovelace"));
        String right = own.freshAddress("augusta");
        Page waiting = ada.changeAddress(decoy, right);
        Page password = ada.typeCode(waiting, own.mailbox(right).next().code());
        assertThat(password.has("form#kc-passwd-update-form"))
                .as("the terms were accepted: " + password)
                .isTrue();
        assertThat(own.user(right).get("lastName").asText()).isEqualTo("Lovelace");
        JsonNode event = own.admin()
                .read("/safe-late-steps/events?type=REGISTER&user="
                        + own.user(right).get("id").asText())
                .get(0);
        assertThat(event.get("details").get("journey").asText()).isEqualTo("Lovelace");
        assertThat(event.get("details").get("email").asText()).isEqualTo(right);
        assertThat(event.get("details").get("register_method").asText()).isEqualTo("form");
        assertThat(ada.arrive(ada.setPassword(password, Realm.PASSWORD))
                        .get("email")
                        .asText())
                .isEqualTo(right);
    }

    @Test
    void aStepThatFailsUndoesTheCorrectedSignUp() {
        Realm own = stack.realm("safe-late-failure", json -> RegistrationIT.step(json, "journey-step", 80));
        Person ada = own.somebody(own.member("owner", true).address());
        Page decoy = ada.register(Map.of("journey", "fail"));
        String right = own.freshAddress("augusta");
        assertThat(ada.changeAddress(decoy, right).status()).isEqualTo(500);
        assertThat(own.somebody(right).accounts()).isEmpty();
        assertThat(own.mailbox(right).size()).isZero();
        assertThat(ada.goOn(decoy).text()).contains("Check your inbox", ada.address());
    }

    @Test
    void aCorrectedAddressIsAskedForAPasswordThatTheFormAskedForToo() {
        Realm own = stack.realm("safe-late-password", RegistrationIT::askForPassword);
        Person ada = own.somebody(own.member("owner", true).address());
        Page decoy = ada.register(Map.of("password", Realm.PASSWORD, "password-confirm", Realm.PASSWORD));
        String right = own.freshAddress("augusta");
        Page waiting = ada.changeAddress(decoy, right);
        Page password = ada.typeCode(waiting, own.mailbox(right).next().code());
        assertThat(password.has("form#kc-passwd-update-form"))
                .as(password.toString())
                .isTrue();
    }

    @Test
    void aChangedAddressTellsNothingEither() {
        Person fresh = realm.newcomer("somebody");
        Person curious = realm.newcomer("curious");
        SignUpPair pair = new SignUpPair(realm, fresh, curious);
        pair.mailsLeft();
        pair.move();
        pair.same("too early", Person::resend);
        pair.same("the same page again", Person::goOn);
        pair.same("no address", (person, page) -> person.changeAddress(page, "nonsense"));
        pair.same("a wrong code", (person, page) -> person.typeCode(page, pair.wrongCode()));
        pair.move();

        assertThat(realm.user(curious.address()).get("emailVerified").asBoolean())
                .as("the account is not the session's any more, and still there")
                .isFalse();
        String right = realm.freshAddress("curious");
        Page waiting = curious.changeAddress(pair.decoy(), right);
        assertThat(waiting.text()).contains(right, "changed");
        Page password = curious.typeCode(waiting, realm.mailbox(right).next().code());
        assertThat(curious.arrive(curious.setPassword(password, Realm.PASSWORD))
                        .get("email")
                        .asText())
                .isEqualTo(right);
    }

    /** An address that got an email a moment ago is not mailed again at once, and no page says so. */
    @Test
    void goingBackToTheFirstAddressTellsNothing() {
        SignUpPair pair = new SignUpPair(realm);
        pair.mailsLeft();
        String wrong = pair.wrongCode();
        pair.same(
                "away",
                (person, page) -> person.changeAddress(page, realm.freshAddress("elsewhere")),
                "elsewhere[.]\\d+@example[.]org");
        pair.same("back", (person, page) -> person.changeAddress(page, person.address()));
        pair.same("the same page again", Person::goOn);
        pair.same("too early", Person::resend);
        for (int i = 1; i <= 6; i++) {
            pair.same("wrong code " + i, (person, page) -> person.typeCode(page, wrong));
        }
        for (int i = 1; i <= 4; i++) {
            pair.same(
                    "away " + i,
                    (person, page) -> person.changeAddress(page, realm.freshAddress("elsewhere")),
                    "elsewhere[.]\\d+@example[.]org");
        }
        assertThat(pair.real().status()).as("all changes are used up").isEqualTo(429);
    }

    @Test
    void aSecondSignUpWithAnAddressThatWasLeftTellsNothing() {
        String free = realm.freshAddress("somebody");
        String taken = realm.member("somebody", true).address();
        for (String address : List.of(free, taken)) {
            Person first = realm.somebody(address);
            Page left = first.changeAddress(first.register(), realm.freshAddress("elsewhere"));
            assertThat(left.status()).as(left.toString()).isEqualTo(200);
        }
        SignUpPair pair = new SignUpPair(realm, realm.somebody(free), realm.somebody(taken));
        pair.same("after the form", (person, page) -> page);
        pair.same("too early", Person::resend);
        pair.same("a wrong code", (person, page) -> person.typeCode(page, "000000"));
    }

    @Test
    void aCodeThatIsTooOldIsToldAlike() {
        Realm brief = stack.realm("safe-brief", json -> json.withObject("/attributes")
                .put("actionTokenGeneratedByUserLifespan.verify-email", "4"));
        SignUpPair pair = new SignUpPair(brief);
        pair.mailsLeft();
        String wrong = pair.wrongCode();
        // the code dies with its link, and looking at that changes nothing
        Person elsewhere = brief.somebody(pair.fresh().address());
        URI link = pair.fresh().mailbox().all().get(0).link();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> elsewhere.browser().open(link).status() != 200);
        pair.same("a code, too late", (person, page) -> person.typeCode(page, wrong));
        assertThat(pair.real().text()).contains("no longer works");
    }

    @Test
    void theOwnerOfTheAddressSomebodyChangedToIsTold() {
        Person owner = realm.member("owner", true);
        Person curious = realm.newcomer("curious");
        Page waiting = curious.register();
        Letter first = curious.mailbox().next();
        Page decoy = curious.changeAddress(waiting, owner.address());
        assertThat(owner.mailbox().next().subject()).isEqualTo("You already have an account");
        assertThat(curious.typeCode(decoy, first.code()).status())
                .as("the code for the address before")
                .isEqualTo(400);
        assertThat(curious.browser().open(first.link()).status()).isEqualTo(410);
        assertThat(curious.goOn(decoy).isInApp()).isFalse();
        assertThat(owner.logIn(Realm.PASSWORD).isInApp()).isTrue();
    }

    @Test
    void whoeverLoggedInIsToldThatTheAddressCannotBeUsed() {
        Person member = realm.member("member", false);
        Page refused = member.changeAddress(
                member.logIn(Realm.PASSWORD), realm.member("owner", true).address());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("cannot be used");
    }

    @Test
    void inStockModeTheFormSaysSo() {
        Realm stock = stack.realm("stock-form", json -> RegistrationIT.guard(json, "existing-account", "stock"));
        Person owner = stock.member("owner", true);
        Page form = stock.somebody(owner.address()).register();
        assertThat(form.has("form#kc-register-form")).isTrue();
        assertThat(form.text()).contains("Email already exists");
        assertThat(owner.mailbox().size()).isZero();
    }

    @Test
    void aUserNameThatIsTakenIsTold() {
        Realm named = stack.realm("safe-named", json -> json.put("registrationEmailAsUsername", false));
        Person owner = named.newcomer("owner");
        owner.register(Map.of("username", "owner"));
        Page taken = named.newcomer("other").register(Map.of("username", "owner"));
        assertThat(taken.text()).contains("Username already exists");
        Page both = named.somebody(owner.address()).register(Map.of("username", "owner"));
        assertThat(both.text()).contains("Username already exists").doesNotContain("Email already exists");
        Page decoy = named.somebody(owner.address()).register(Map.of("username", "another"));
        assertThat(decoy.text()).contains(owner.address(), "Check your inbox");
    }

    @Test
    void withPasswordsInTheFormToo() {
        Realm first = stack.realm("safe-password", json -> RegistrationIT.askForPassword(json));
        Map<String, String> password = Map.of("password", Realm.PASSWORD, "password-confirm", Realm.PASSWORD);
        Person owner = first.member("owner", true);
        Person stranger = first.somebody(owner.address());
        assertThat(stranger.register(password).text()).contains(owner.address(), "Check your inbox");
        assertThat(first.newcomer("fresh").register(password).text()).contains("Check your inbox");
    }
}
