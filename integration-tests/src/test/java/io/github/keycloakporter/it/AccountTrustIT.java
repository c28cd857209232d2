package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Totp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An account that never had a proven address trusts nothing that was set on it. At the first proof in another browser the person
 * says what stays.
 */
@OnPorter
class AccountTrustIT {

    private static final String STRANGERS = "Stable-Horse-1!";
    private static final String OWNERS = "Meadow-Horse-2!";
    private static final String FORM = "form#kc-passwd-update-form";

    private final Realm office;
    private final Realm shipped;
    private final Realm brokered;
    private final Realm passwordBeforeProof;
    private final Realm passwordOnForm;

    AccountTrustIT(PorterStack stack) {
        office = stack.realm("trust-office", json -> json.put("verifyEmail", false));
        shipped = stack.shipped();
        brokered = stack.realm("trust-brokered", json -> {
            withoutCooldown(json);
            BrokeredIT.provider(json, office.url(), "doubted", false);
        });
        passwordBeforeProof = stack.realm("trust-password-before-proof", json -> {
            withoutCooldown(json);
            PorterStack.requiredAction(json, "UPDATE_PASSWORD").put("priority", 45);
            // the safe form asks for the proof before everything else
            RegistrationIT.guard(json, "existing-account", "stock");
            BrokeredIT.provider(json, office.url(), "doubted", false);
        });
        passwordOnForm = stack.realm("trust-password-on-form", PreRegistrationIT::withPasswordAtRegistration);
    }

    @BeforeAll
    void theOfficeKnowsTheRealms() {
        BrokeredIT.addBroker(office, brokered, passwordBeforeProof);
        ObjectNode profile = (ObjectNode) passwordOnForm.admin().read("/" + passwordOnForm.name() + "/users/profile");
        profile.put("unmanagedAttributePolicy", "ENABLED");
        Admin.require(
                passwordOnForm.admin().put("/" + passwordOnForm.name() + "/users/profile", profile),
                "allowing unmanaged attributes");
    }

    @Test
    void aPasswordSetBeforeTheGateDiesWithAProofElsewhere() {
        Person stranger = passwordBeforeProof.newcomer("victim");
        Page waiting = stranger.setPassword(stranger.register(), STRANGERS);
        assertThat(waiting.has("#porter-verify")).as(waiting.toString()).isTrue();

        Person owner = passwordBeforeProof.somebody(stranger.address());
        Letter letter = owner.mailbox().next();
        assertThat(letter.text()).contains("This is how the account signs in:").contains("- Password");
        Page link = owner.browser().open(letter.link());
        assertThat(link.find("fieldset legend").text()).isEqualTo("How this account signs in");
        assertThat(link.document().select("input[name=keep]").eachAttr("value")).containsExactly("password");
        Page password = owner.confirm(link);
        assertThat(password.has(FORM)).as(password.toString()).isTrue();

        assertThat(credentials(owner)).isEmpty();
        assertOutside(stranger.goOn(waiting));
        owner.setPassword(password, OWNERS);
        assertOutside(stranger.goOn(waiting));
        assertPassword(passwordBeforeProof, owner, OWNERS, true);
        assertPassword(passwordBeforeProof, owner, STRANGERS, false);
    }

    @Test
    void anHonestPersonKeepsThePasswordByAnAnswer() {
        Person ada = passwordBeforeProof.newcomer("ada");
        Page waiting = ada.setPassword(ada.register(), OWNERS);
        Person phone = passwordBeforeProof.somebody(ada.address());
        phone.confirmKeeping(phone.browser().open(phone.mailbox().next().link()), "password");

        assertPassword(passwordBeforeProof, ada, OWNERS, true);
        assertOutside(ada.goOn(waiting));
        ada.arrive(ada.logIn(OWNERS));
    }

    @Test
    void whatTheAccountDoesNotHaveCannotBeKept() {
        Person stranger = passwordBeforeProof.newcomer("victim");
        stranger.setPassword(stranger.register(), STRANGERS);
        Person owner = passwordBeforeProof.somebody(stranger.address());
        Page link = owner.browser().open(owner.mailbox().next().link());
        Page next = owner.browser()
                .submit(link, link.find("form:has(input[name=proof])"), Map.of("keep", "provider:doubted"));
        assertThat(next.has(FORM)).as(next.toString()).isTrue();
        assertThat(credentials(owner)).isEmpty();
    }

    @Test
    void aFormThatWasOpenBeforeTheProofChangesNothingAfterIt() {
        Person stranger = passwordBeforeProof.newcomer("victim");
        Page open = stranger.register();
        assertThat(open.has(FORM)).as(open.toString()).isTrue();
        Admin.require(passwordBeforeProof.put(stranger.address(), "/send-verify-email", Map.of()), "mailing");
        Person owner = passwordBeforeProof.somebody(stranger.address());
        owner.openAndConfirm(owner.mailbox().next().link());
        assertThat(passwordBeforeProof.isVerified(owner.address())).isTrue();

        Page over = stranger.setPassword(open, STRANGERS);
        assertThat(over.isInApp()).as(over.toString()).isFalse();
        assertThat(over.has(FORM)).as(over.toString()).isFalse();
        assertThat(credentials(owner)).isEmpty();
        Page outside = stranger.browser().open(open.url());
        assertThat(outside.isInApp()).as(outside.toString()).isFalse();
        assertThat(outside.has(FORM)).as(outside.toString()).isFalse();
        assertPassword(passwordBeforeProof, owner, STRANGERS, false);
    }

    @Test
    void noFormSaysWhatIsTrusted() {
        Person stranger = passwordOnForm.newcomer("victim");
        Map<String, String> fields = new LinkedHashMap<>(Map.of("password", STRANGERS, "password-confirm", STRANGERS));
        for (String name : List.of("porter.preset-password", "porter.methods-of-others", "porter.proven-here")) {
            fields.put(name, "");
            fields.put("user.attributes." + name, stranger.address());
        }
        Page waiting = stranger.register(fields);
        assertThat(waiting.has("#porter-verify")).as(waiting.toString()).isTrue();
        Person owner = passwordOnForm.somebody(stranger.address());
        Page next = owner.openAndConfirm(owner.mailbox().next().link());
        assertThat(next.has(FORM)).as(next.toString()).isTrue();
        assertThat(credentials(owner)).isEmpty();
        assertOutside(stranger.goOn(waiting));
    }

    @Test
    void theLinkToAStrangersProviderGoes() {
        Person stranger = comesFromTheOffice(brokered, "victim");
        Page waiting = BrokeredIT.logInAt(stranger, "doubted");
        Person owner = brokered.somebody(stranger.address());
        Letter letter = owner.mailbox().next();
        assertThat(letter.text()).contains("- doubted v***@example.org");
        Page link = owner.browser().open(letter.link());
        assertThat(link.find("label[for=porter-keep-0]").text())
                .isEqualTo("doubted v***@example.org This is mine: keep it");

        Page password = owner.confirm(link);
        assertThat(password.has(FORM)).as(password.toString()).isTrue();
        assertThat(providers(owner)).isEmpty();
        assertOutside(stranger.goOn(waiting));
        owner.setPassword(password, OWNERS);
        Page login = stranger.openLogin();
        // the provider still knows this browser, the account no longer knows the provider
        Page unknown = stranger.browser().click(login, login.find("a[href*='/broker/doubted/']"));
        assertThat(unknown.isInApp()).as(unknown.toString()).isFalse();
        assertThat(unknown.text()).contains("Account already exists");
        assertPassword(brokered, owner, OWNERS, true);
    }

    @Test
    void anHonestPersonKeepsTheProviderAndLogsInThroughItAgain() {
        Person ben = comesFromTheOffice(brokered, "ben");
        Page waiting = BrokeredIT.logInAt(ben, "doubted");
        Person phone = brokered.somebody(ben.address());
        Page done =
                phone.confirmKeeping(phone.browser().open(phone.mailbox().next().link()), "provider:doubted");
        assertThat(done.has(FORM)).as(done.toString()).isFalse();

        Page login = ben.goOn(waiting);
        assertOutside(login);
        Page app = ben.browser().click(login, login.find("a[href*='/broker/doubted/']"));
        assertThat(ben.arrive(app).get("email_verified").asBoolean()).isTrue();
        assertThat(providers(ben)).containsExactly("doubted");
    }

    @Test
    void theSameBrowserKeepsItsProvider() {
        Person cleo = comesFromTheOffice(brokered, "cleo");
        Page waiting = BrokeredIT.logInAt(cleo, "doubted");
        cleo.arrive(cleo.typeCode(waiting, cleo.mailbox().next().code()));
        Person dora = comesFromTheOffice(brokered, "dora");
        BrokeredIT.logInAt(dora, "doubted");
        dora.arrive(dora.browser().open(dora.mailbox().next().link()));
        assertThat(providers(cleo)).containsExactly("doubted");
        assertThat(providers(dora)).containsExactly("doubted");
    }

    /** Whoever logs in by a password says nothing about a provider that somebody else came through. */
    @Test
    void aCodeAfterAPasswordDoesNotVouchForAStrangersProvider() {
        Person stranger = comesFromTheOffice(brokered, "victim");
        Page waiting = BrokeredIT.logInAt(stranger, "doubted");
        Person owner = brokered.somebody(stranger.address());
        owner.mailbox().next();
        brokered.setPassword(owner.address(), OWNERS);
        Page gate = owner.logIn(OWNERS);
        assertThat(gate.has("#porter-verify")).as(gate.toString()).isTrue();
        owner.arrive(owner.typeCode(gate, owner.mailbox().next().code()));
        assertThat(providers(owner)).isEmpty();
        assertPassword(brokered, owner, OWNERS, true);
        assertOutside(stranger.goOn(waiting));
    }

    /** The owner comes through a provider to the account that a stranger has opened with a password. */
    @Test
    void theLinkThatConnectsAProviderAsksForTheRest() {
        Person stranger = passwordBeforeProof.newcomer("victim");
        Page waiting = stranger.setPassword(stranger.register(), STRANGERS);
        Person owner = passwordBeforeProof.somebody(stranger.address());
        owner.mailbox().next();
        office.createUser(owner.address(), true);
        Page exists = BrokeredIT.logInAt(owner, "doubted");
        owner.browser()
                .submit(exists, exists.find("form:has([value=linkAccount])"), Map.of("submitAction", "linkAccount"));
        Page link = owner.browser().open(owner.mailbox().next().link());
        assertThat(link.document().select("input[name=keep]").eachAttr("value")).containsExactly("password");

        Page password = owner.confirm(link);
        assertThat(credentials(owner)).isEmpty();
        assertThat(owner.arrive(owner.setPassword(password, OWNERS))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
        assertThat(providers(owner)).containsExactly("doubted");
        assertOutside(stranger.goOn(waiting));
        assertPassword(passwordBeforeProof, owner, STRANGERS, false);
    }

    @Test
    void everyKindOfCredentialGoesUnlessItIsTicked() {
        Person stranger = shipped.member("victim", false);
        shipped.change(stranger.address(), Map.of("credentials", allKinds()));
        Admin.require(shipped.put(stranger.address(), "/send-verify-email", Map.of()), "mailing");
        Person owner = shipped.somebody(stranger.address());
        Page link = owner.browser().open(owner.mailbox().next().link());
        assertThat(link.document().select("fieldset label").eachText())
                .containsExactlyInAnyOrder(
                        "Password This is mine: keep it",
                        "Authenticator app phone This is mine: keep it",
                        "Security key blue key This is mine: keep it",
                        "Passkey laptop This is mine: keep it",
                        "Recovery codes This is mine: keep it");
        String passkey =
                link.document().select(".porter-choice:contains(laptop) input").val();
        owner.confirmKeeping(link, passkey);
        assertThat(credentials(owner)).containsExactly("webauthn-passwordless");
    }

    @Test
    void aStrangersSecondFactorDoesNotLockTheOwnerOut() {
        Person stranger = shipped.member("victim", false);
        shipped.change(
                stranger.address(), Map.of("credentials", List.of(new Totp("a-strangers-telephone").credential())));
        Person owner = shipped.somebody(stranger.address());
        owner.forget();
        Page link = owner.browser().open(owner.mailbox().next().link());
        assertThat(link.document().select("fieldset label").eachText())
                .containsExactly("Authenticator app phone This is mine: keep it");

        Page password = owner.confirm(link);
        assertThat(password.has(FORM)).as(password.toString()).isTrue();
        owner.arrive(owner.reset(password, OWNERS));
        assertThat(credentials(owner)).containsExactly("password");
    }

    @Test
    void aSecondFactorThatIsKeptIsAskedFor() {
        Totp phone = new Totp("eva-has-a-phone-of-her-own");
        Person eva = shipped.member("eva", false);
        shipped.change(eva.address(), Map.of("credentials", List.of(phone.credential())));
        eva.forget();
        Page link = eva.browser().open(eva.mailbox().next().link());
        Page asked = eva.confirmKeeping(link, link.find("input[name=keep]").val());
        assertThat(asked.has("form#kc-otp-login-form")).as(asked.toString()).isTrue();
        Page password = eva.browser().submit(asked, asked.find("form#kc-otp-login-form"), Map.of("otp", phone.code()));
        eva.arrive(eva.setPassword(password, OWNERS));
        assertThat(credentials(eva)).containsExactlyInAnyOrder("password", "otp");
    }

    /** A mailbox alone strips no second factor from an account that once had a proven address. */
    @Test
    void anAccountThatOnceHadAProvenAddressKeepsItsCredentials() {
        Person finn = shipped.member("finn", true);
        finn.arrive(finn.logIn(Realm.PASSWORD));
        Totp phone = new Totp("finn-has-a-phone-of-his-own");
        shipped.change(finn.address(), Map.of("credentials", List.of(phone.credential())));
        Person moved = shipped.newcomer("finn.moved");
        shipped.change(
                finn.address(), Map.of("email", moved.address(), "username", moved.address(), "emailVerified", false));

        moved.forget();
        Page asked = moved.browser().open(moved.mailbox().next().link());
        assertThat(asked.has("form#kc-otp-login-form")).as(asked.toString()).isTrue();
        Admin.require(shipped.put(moved.address(), "/send-verify-email", Map.of()), "mailing");
        Page link = shipped.somebody(moved.address())
                .browser()
                .open(moved.mailbox().next().link());
        assertThat(link.has("input[name=proof]")).as(link.toString()).isTrue();
        assertThat(link.has("input[name=keep]")).as(link.toString()).isFalse();
        moved.confirm(moved.browser().open(link.url()));
        assertThat(credentials(moved)).containsExactlyInAnyOrder("password", "otp");
    }

    /** Nor from one in a realm that does not ask for proven addresses. */
    @Test
    void aRealmWithoutTheGateAsksForTheSecondFactorAsBefore() {
        Person gus = office.member("gus", false);
        office.change(
                gus.address(), Map.of("credentials", List.of(new Totp("gus-has-a-phone-of-his-own").credential())));
        gus.forget();
        Page asked = gus.browser().open(gus.mailbox().next().link());
        assertThat(asked.has("form#kc-otp-login-form")).as(asked.toString()).isTrue();
    }

    @Test
    void anAdministratorVouches() {
        Person hal = shipped.member("hal", false);
        Page gate = hal.logIn(Realm.PASSWORD);
        assertThat(gate.has("#porter-verify")).as(gate.toString()).isTrue();
        Letter letter = hal.mailbox().next();
        shipped.change(hal.address(), Map.of("emailVerified", true, "requiredActions", List.of()));
        hal.arrive(hal.goOn(gate));
        assertThat(new Browser().open(letter.link()).has("input[name=keep]")).isFalse();
        assertPassword(shipped, hal, Realm.PASSWORD, true);
    }

    /** No word of a provider that may be a stranger's: the owner gets a link. */
    @Test
    void aResetDoesNotPointToAStrangersProvider() {
        Person stranger = comesFromTheOffice(brokered, "victim");
        BrokeredIT.logInAt(stranger, "doubted");
        Person owner = brokered.somebody(stranger.address());
        owner.mailbox().next();
        owner.forget();
        Page link = owner.browser().open(owner.mailbox().next().link());
        assertThat(link.document().select("input[name=keep]").eachAttr("value")).containsExactly("provider:doubted");
        owner.arrive(owner.reset(owner.confirm(link), OWNERS));
        assertThat(providers(owner)).isEmpty();
    }

    private static void withoutCooldown(ObjectNode realm) {
        PorterStack.requiredAction(realm, "VERIFY_EMAIL").withObject("/config").put("emailResendCooldownSeconds", "0");
    }

    private Person comesFromTheOffice(Realm realm, String who) {
        Person person = realm.newcomer(who);
        office.createUser(person.address(), true);
        return person;
    }

    private static List<Map<String, Object>> allKinds() {
        return List.of(
                new Totp("a-strangers-telephone").credential(),
                webAuthn("webauthn", "blue key"),
                webAuthn("webauthn-passwordless", "laptop"),
                Map.of(
                        "type",
                        "recovery-authn-codes",
                        "secretData",
                        "{\"codes\":[]}",
                        "credentialData",
                        "{\"hashIterations\":null,\"algorithm\":\"SHA-512\",\"remaining\":0,\"total\":12}"));
    }

    private static Map<String, Object> webAuthn(String type, String label) {
        return Map.of(
                "type",
                type,
                "userLabel",
                label,
                "secretData",
                "{}",
                "credentialData",
                "{\"aaguid\":\"00000000-0000-0000-0000-000000000000\",\"credentialId\":\"" + label.length()
                        + "\",\"counter\":0,\"credentialPublicKey\":\"\",\"attestationStatementFormat\":\"none\"}");
    }

    private static List<String> credentials(Person person) {
        return person.realm().admin().read(account(person) + "/credentials").findValuesAsText("type");
    }

    private static List<String> providers(Person person) {
        JsonNode links = person.realm().admin().read(account(person) + "/federated-identity");
        return links.findValuesAsText("identityProvider");
    }

    private static String account(Person person) {
        return "/" + person.realm().name() + "/users/"
                + person.realm().user(person.address()).get("id").asText();
    }

    private static void assertOutside(Page page) {
        assertThat(page.isInApp()).as(page.toString()).isFalse();
        assertThat(page.has(FORM)).as(page.toString()).isFalse();
        assertThat(page.has("form#kc-form-login") || page.text().contains("Page has expired"))
                .as(page.toString())
                .isTrue();
    }

    private static void assertPassword(Realm realm, Person person, String password, boolean right) {
        assertThat(realm.app().directGrant(person.address(), password).status()).isEqualTo(right ? 200 : 400);
    }
}
