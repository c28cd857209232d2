package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Somebody registers with another person's address and waits for the owner to prove it (keycloak#48206, keycloak#45568).
 * The owner gets the account; the one who waits gets nothing.
 */
@OnPorter
class PreRegistrationIT {

    private static final String ATTACKERS = "Stable-Horse-1!";
    private static final String VICTIMS = "Meadow-Horse-2!";
    private static final Map<String, String> WITH_PASSWORD =
            Map.of("password", ATTACKERS, "password-confirm", ATTACKERS);

    private final Realm shipped;
    private final Realm passwordFirst;

    PreRegistrationIT(PorterStack stack) {
        shipped = stack.shipped();
        passwordFirst = stack.realm("password-first", PreRegistrationIT::withPasswordAtRegistration);
    }

    @Test
    void thePasswordSetBeforehandDies() {
        Person attacker = passwordFirst.newcomer("victim");
        Page waiting = attacker.register(WITH_PASSWORD);
        Person victim = passwordFirst.somebody(attacker.address());
        Page password = victim.openAndConfirm(victim.mailbox().next().link());

        // before the victim chose a password
        assertOutside(attacker, waiting);
        victim.setPassword(password, VICTIMS);
        assertOutside(attacker, waiting);
        // the right one first: Keycloak's brute-force guard turns log-ins away while it still counts a failure
        assertPassword(passwordFirst, attacker.address(), VICTIMS, true);
        assertPassword(passwordFirst, attacker.address(), ATTACKERS, false);
    }

    @Test
    void aSessionThatLoggedInWithThatPasswordStaysOutsideToo() {
        Person attacker = passwordFirst.newcomer("victim");
        attacker.register(WITH_PASSWORD);
        Person secondTab = passwordFirst.somebody(attacker.address());
        Page waiting = secondTab.logIn(ATTACKERS);
        assertThat(waiting.isInApp()).isFalse();

        Person victim = passwordFirst.somebody(attacker.address());
        victim.setPassword(victim.openAndConfirm(newest(victim)), VICTIMS);
        assertOutside(secondTab, waiting);
        assertPassword(passwordFirst, attacker.address(), VICTIMS, true);
    }

    @Test
    void aSessionThatHasSomethingElseToDoFirstStaysOutsideToo() {
        Person attacker = passwordFirst.newcomer("victim");
        attacker.register(WITH_PASSWORD);
        String terms = "UPDATE_PROFILE";
        passwordFirst.change(attacker.address(), Map.of("requiredActions", List.of(terms, "VERIFY_EMAIL")));
        Person secondTab = passwordFirst.somebody(attacker.address());
        Page profile = secondTab.logIn(ATTACKERS);
        assertThat(profile.has("form#kc-update-profile-form"))
                .as(profile.toString())
                .isTrue();

        Person victim = passwordFirst.somebody(attacker.address());
        victim.openAndConfirm(newest(victim));
        passwordFirst.change(attacker.address(), Map.of("requiredActions", List.of()));
        Page next = secondTab.browser().submit(profile, profile.find("form#kc-update-profile-form"), Map.of());
        assertThat(next.isInApp()).as(next.toString()).isFalse();
    }

    @Test
    void anHonestPersonKeepsThePasswordInTheSameBrowser() {
        Person ada = passwordFirst.newcomer("ada");
        ada.register(WITH_PASSWORD);
        Page app = ada.browser().open(ada.mailbox().next().link());
        assertThat(ada.arrive(app).get("email_verified").asBoolean()).isTrue();
        assertPassword(passwordFirst, ada.address(), ATTACKERS, true);
    }

    @Test
    void anHonestPersonKeepsThePasswordByTheCode() {
        Person ben = passwordFirst.newcomer("ben");
        Page waiting = ben.register(WITH_PASSWORD);
        Page app = ben.typeCode(waiting, ben.mailbox().next().code());
        assertThat(ben.arrive(app).get("email_verified").asBoolean()).isTrue();
        assertPassword(passwordFirst, ben.address(), ATTACKERS, true);
    }

    @Test
    void inTheShippedRealmTheWaitingTabGetsTheLoginAndNothingElse() {
        Person attacker = shipped.newcomer("victim");
        Page waiting = attacker.register();
        Person victim = shipped.somebody(attacker.address());
        Page password = victim.openAndConfirm(victim.mailbox().next().link());

        assertOutside(attacker, waiting);
        victim.setPassword(password, VICTIMS);
        assertOutside(attacker, waiting);
        assertPassword(shipped, attacker.address(), VICTIMS, true);
    }

    private static URI newest(Person person) {
        var letters = person.mailbox().all();
        return letters.get(letters.size() - 1).link();
    }

    private static void assertOutside(Person person, Page waiting) {
        Page page = person.goOn(waiting);
        assertThat(page.isInApp()).as(page.toString()).isFalse();
        assertThat(page.has("form#kc-passwd-update-form")).isFalse();
        assertThat(page.has("form#kc-form-login") || page.text().contains("Page has expired"))
                .as(page.toString())
                .isTrue();
    }

    private static void assertPassword(Realm realm, String address, String password, boolean right) {
        assertThat(realm.app().directGrant(address, password).status()).isEqualTo(right ? 200 : 400);
    }

    static void withPasswordAtRegistration(ObjectNode realm) {
        realm.put("registrationFlow", "registration with password");
        ArrayNode flows = realm.withArray("authenticationFlows");
        flows.add(flow("registration with password", "basic-flow", true));
        execution(flows, "registration-page-form", 10)
                .put("authenticatorFlow", true)
                .put("flowAlias", "registration form with password");
        flows.add(flow("registration form with password", "form-flow", false));
        execution(flows, "registration-user-creation", 20);
        execution(flows, "registration-password-action", 50).put("authenticatorConfig", "password at registration");
        realm.withArray("authenticatorConfig")
                .addObject()
                .put("alias", "password at registration")
                .putObject("config")
                .put("always_set_password_on_register_form", "true");
    }

    private static ObjectNode flow(String alias, String kind, boolean topLevel) {
        ObjectNode flow = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        return flow.put("alias", alias)
                .put("providerId", kind)
                .put("topLevel", topLevel)
                .put("builtIn", false);
    }

    /** One more step of the flow that was added last. */
    private static ObjectNode execution(ArrayNode flows, String authenticator, int priority) {
        return ((ObjectNode) flows.get(flows.size() - 1))
                .withArray("authenticationExecutions")
                .addObject()
                .put("authenticator", authenticator)
                .put("requirement", "REQUIRED")
                .put("priority", priority);
    }
}
