package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import io.github.keycloakporter.it.harness.Totp;
import io.github.keycloakporter.localstack.Database;
import io.github.keycloakporter.localstack.DatabaseServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A locked account stays locked where the notices are switched off altogether. The lock is written into the database here, so
 * that sessions, tokens, the password and open forms live on, and each way in is refused by the lock itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountLockIT {

    private static final String FRESH = "Fresh-Horse-9!";
    private static final String EXCHANGER = "exchanger";
    private static final String EXCHANGER_SECRET = "for-the-tests-only";
    private static final String REFUSED = "LOGIN_ERROR account_locked";

    private PorterStack stack;
    private Realm realm;
    private Realm office;

    @BeforeAll
    void start() {
        stack = PorterStack.start(1, plan -> plan.database(Database.H2)
                .buildOption("spi-events-listener--porter-notices--enabled", "false"));
        office = stack.realm("lock-office", json -> json.put("verifyEmail", false));
        realm = stack.realm("locked", json -> {
            PorterStack.requiredAction(json, "UPDATE_EMAIL").put("enabled", true);
            PorterStack.requiredAction(json, "delete_account").put("enabled", true);
            BrokeredIT.provider(json, office.url(), "office", true);
            ObjectNode exchanger = json.withArray("clients").addObject();
            exchanger
                    .put("clientId", EXCHANGER)
                    .put("secret", EXCHANGER_SECRET)
                    .put("publicClient", false)
                    .put("directAccessGrantsEnabled", true)
                    .putObject("attributes")
                    .put("standard.token.exchange.enabled", "true");
            json.withArray("clients")
                    .addObject()
                    .put("clientId", "television")
                    .put("publicClient", true)
                    .putObject("attributes")
                    .put("oauth2.device.authorization.grant.enabled", "true");
        });
        BrokeredIT.proveByPasswordOnly(realm);
        Map<String, Object> broker = Map.of(
                "clientId",
                BrokeredIT.CLIENT,
                "secret",
                BrokeredIT.SECRET,
                "publicClient",
                false,
                "redirectUris",
                List.of(realm.url() + "/broker/*"));
        Admin.require(office.admin().post("/" + office.name() + "/clients", broker), "adding the broker");
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void theNoticesAreOffAndTheLockIsThere() {
        JsonNode listeners = realm.admin().serverInfo().at("/providers/eventsListener/providers");
        assertThat(listeners.has("porter-notices")).isFalse();
        assertThat(listeners.has("porter-account-lock")).isTrue();
    }

    @Test
    void thePasswordDoesNotSignIn() {
        Person ada = realm.member("ada", true);
        lock(ada);
        assertRefused(ada.logIn(Realm.PASSWORD));
        assertThat(ada.browser().cookies()).doesNotContainKeys("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION");
        assertThat(sessions(ada)).isEmpty();
        assertThat(realm.events(ada.address())).contains(REFUSED).doesNotContain("LOGIN");
        assertThat(ada.openLogin().isInApp()).isFalse();
    }

    @Test
    void anOpenSessionDoesNotSignIn() {
        Person ben = realm.member("ben", true);
        ben.arrive(ben.logIn(Realm.PASSWORD));
        lock(ben);
        assertRefused(ben.openLogin());
    }

    @Test
    void anIdentityProviderDoesNotSignIn() {
        Person cleo = realm.member("cleo", true);
        String atTheOffice = office.createUser(cleo.address(), true);
        Admin.require(
                realm.admin()
                        .post(
                                path(cleo, "/federated-identity/office"),
                                Map.of(
                                        "identityProvider",
                                        "office",
                                        "userId",
                                        atTheOffice,
                                        "userName",
                                        cleo.address())),
                "linking");
        lock(cleo);
        assertRefused(cleo.enterPassword(toTheOffice(cleo), Realm.PASSWORD));
        assertThat(sessions(cleo)).isEmpty();
    }

    @Test
    void noIdentityProviderIsLinked() {
        Person dora = realm.member("dora", true);
        office.createUser(dora.address(), true);
        Page exists = dora.enterPassword(toTheOffice(dora), Realm.PASSWORD);
        Page password = dora.browser()
                .submit(exists, exists.find("form:has([value=linkAccount])"), Map.of("submitAction", "linkAccount"));
        lock(dora);
        assertRefused(dora.browser()
                .submit(password, password.find("form#kc-form-login"), Map.of("password", Realm.PASSWORD)));
        assertThat(realm.admin().read(path(dora, "/federated-identity"))).isEmpty();
    }

    @Test
    void theDirectGrantGivesNoToken() {
        Person eva = realm.member("eva", true);
        lock(eva);
        assertNoTokens(realm.app().directGrant(eva.address(), Realm.PASSWORD));
        assertThat(sessions(eva)).isEmpty();
        assertThat(realm.events(eva.address())).contains(REFUSED);
    }

    @Test
    void aCodeIsNotRedeemed() {
        Person finn = realm.member("finn", true);
        App.Login login = realm.app().login();
        Page back = finn.logInTo(login, Realm.PASSWORD);
        lock(finn);
        assertNoTokens(login.exchange(back));
    }

    @Test
    void neitherTokensNorOfflineTokensAreRefreshed() {
        Person gus = realm.member("gus", true);
        JsonNode tokens = gus.tokens(gus.logIn(Realm.PASSWORD));
        App.Login away = realm.app().offline();
        JsonNode offline = away.exchange(realm.somebody(gus.address()).logInTo(away, Realm.PASSWORD))
                .json();
        lock(gus);
        for (JsonNode each : List.of(tokens, offline)) {
            assertNoTokens(realm.app().refresh(each.get("refresh_token").asText()));
        }
    }

    @Test
    void noTokenIsExchanged() {
        Person hal = realm.member("hal", true);
        Map<String, String> client = Map.of("client_id", EXCHANGER, "client_secret", EXCHANGER_SECRET);
        String token = realm.app()
                .token(with(
                        client,
                        Map.of("grant_type", "password", "username", hal.address(), "password", Realm.PASSWORD)))
                .json()
                .get("access_token")
                .asText();
        Map<String, String> exchange = with(
                client,
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        token,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token"));
        assertThat(realm.app().token(exchange).status()).as("before the lock").isEqualTo(200);
        lock(hal);
        assertNoTokens(realm.app().token(exchange));
    }

    @Test
    void noDeviceSignsIn() {
        Person ida = realm.member("ida", true);
        Map<String, String> client = Map.of("client_id", "television");
        JsonNode device = realm.app().post("auth/device", client).json();
        Page consent = ida.enterPassword(
                ida.browser().open(device.get("verification_uri_complete").asText()), Realm.PASSWORD);
        ida.browser().submit(consent, consent.find("form:has([name=accept])"), Map.of("accept", "Yes"));
        lock(ida);
        assertNoTokens(realm.app()
                .token(with(
                        client,
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "device_code",
                                device.get("device_code").asText()))));
    }

    @Test
    void theAccountApiChangesNothing() {
        Person jim = realm.member("jim", true);
        String token = jim.tokens(jim.logIn(Realm.PASSWORD)).get("access_token").asText();
        lock(jim);
        Rest.Answer refused = Rest.send(HttpRequest.newBuilder(URI.create(realm.url() + "/account"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + jim.address() + "\",\"email\":\"" + jim.address()
                        + "\",\"firstName\":\"Other\",\"lastName\":\"Byron\"}")));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.json().get("error").asText()).isEqualTo("access_denied");
        assertThat(realm.user(jim.address()).get("firstName").asText()).isEqualTo("Ada");
    }

    @Test
    void anOpenFormSetsNoPasswordAndLeavesTheOwnersLinkAlone() {
        Person kim = realm.member("kim", true);
        Page form = openAction(kim, "UPDATE_PASSWORD");
        lock(kim);
        Person owner = realm.somebody(kim.address());
        owner.forget();
        URI link = kim.mailbox().next().link();

        assertRefused(kim.setPassword(form, "Kept-Open-Horse-7!"));
        owner.setPassword(owner.browser().open(link), FRESH);
        assertThat(realm.app().directGrant(kim.address(), FRESH).status()).isEqualTo(200);
    }

    @Test
    void anOpenFormAddsNoSecondFactor() {
        Person leo = realm.member("leo", true);
        Page form = openAction(leo, "CONFIGURE_TOTP");
        lock(leo);
        Totp phone = new Totp(form.find("input[name=totpSecret]").val());
        assertRefused(leo.browser()
                .submit(
                        form,
                        form.find("form:has(input[name=totpSecret])"),
                        Map.of("totp", phone.code(), "userLabel", "phone")));
        assertThat(realm.admin().read(path(leo, "/credentials")).findValuesAsText("type"))
                .containsExactly("password");
    }

    /** The row of the lock goes with the user: it must not go before the deletion is judged. */
    @Test
    void anOpenFormDoesNotDeleteTheAccount() {
        Person mia = realm.member("mia", true);
        mayDeleteItself(mia);
        Page form = openAction(mia, "delete_account");
        lock(mia);
        Person owner = realm.somebody(mia.address());
        owner.forget();
        URI link = mia.mailbox().next().link();

        assertRefused(mia.browser().submit(form, form.find("form[action*=delete_account]"), Map.of()));
        assertThat(mia.accounts()).hasSize(1);
        assertNoTokens(realm.app().directGrant(mia.address(), Realm.PASSWORD));
        owner.setPassword(owner.browser().open(link), FRESH);
        assertThat(realm.app().directGrant(mia.address(), FRESH).status())
                .as("the owner's link")
                .isEqualTo(200);
    }

    /** A link to an address of the intruder's own, asked for before. */
    @Test
    void aLinkToAnotherMailboxMovesNothing() {
        Person ned = realm.member("ned", true);
        Mailbox thief = realm.mailbox(realm.freshAddress("thief"));
        Page form = openAction(ned, "UPDATE_EMAIL");
        ned.browser().submit(form, form.find("form:has(input[name=email])"), Map.of("email", thief.address()));
        URI link = thief.next().link();
        lock(ned);
        assertRefused(realm.somebody(thief.address()).openAndConfirm(link));
        assertThat(realm.user(ned.address()).get("email").asText()).isEqualTo(ned.address());
    }

    /** A mailed link leads to a new password only if it was mailed after the lock: an intruder may have opened one before. */
    @Test
    void aLinkThatWasOpenedBeforeTheLockOpensNothing() {
        Person ola = realm.member("ola", true);
        ola.forget();
        Page form = ola.browser().open(ola.mailbox().next().link());
        assertThat(form.has("form#kc-passwd-update-form")).isTrue();
        lock(ola, Duration.ofSeconds(1));
        assertRefused(ola.setPassword(form, "Kept-Open-Horse-7!"));
        assertNoTokens(realm.app().directGrant(ola.address(), Realm.PASSWORD));
    }

    @Test
    void nobodyIsImpersonated() {
        Person pam = realm.member("pam", true);
        lock(pam);
        Rest.Answer refused = realm.admin().post(path(pam, "/impersonation"), Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(sessions(pam)).isEmpty();
    }

    @Test
    void aPasswordOfAnAdministratorsOpensIt() {
        Person quin = realm.member("quin", true);
        lock(quin);
        realm.setPassword(quin.address(), FRESH);
        assertThat(realm.app().directGrant(quin.address(), FRESH).status()).isEqualTo(200);
    }

    /** Signs in for the action, so that Keycloak does not ask for the password again, as it does after a while. */
    private static Page openAction(Person person, String action) {
        return person.enterPassword(
                person.browser().open(person.realm().app().action(action).url()), Realm.PASSWORD);
    }

    private static Page toTheOffice(Person person) {
        Page login = person.openLogin();
        return person.browser().click(login, login.find("a[href*='/broker/office/']"));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private void mayDeleteItself(Person person) {
        String client = realm.admin()
                .read("/" + realm.name() + "/clients?clientId=account")
                .get(0)
                .get("id")
                .asText();
        JsonNode role = realm.admin().read("/" + realm.name() + "/clients/" + client + "/roles/delete-account");
        Admin.require(
                realm.admin().post(path(person, "/role-mappings/clients/" + client), List.of(role)), "giving the role");
    }

    private void lock(Person person) {
        lock(person, Duration.ZERO);
    }

    /** What 'this was not me' leaves in the database, and nothing else of it. */
    private void lock(Person person, Duration later) {
        DatabaseServer database = stack.parts().database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement row = connection.prepareStatement(
                        "insert into PORTER_CLOSED_ACCOUNT (USER_ID, REALM_ID, CLOSED_AT) values (?, ?, ?)")) {
            row.setString(1, id(person));
            row.setString(2, realm.admin().read("/" + realm.name()).get("id").asText());
            row.setLong(3, System.currentTimeMillis() + later.toMillis());
            row.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("No lock for " + person.address(), e);
        }
    }

    private JsonNode sessions(Person person) {
        return realm.admin().read(path(person, "/sessions"));
    }

    private String path(Person person, String more) {
        return "/" + realm.name() + "/users/" + id(person) + more;
    }

    private String id(Person person) {
        return realm.user(person.address()).get("id").asText();
    }

    static void assertRefused(Page page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(403);
        assertThat(page.text()).contains("Your account is locked", "Choose a new password");
        assertThat(page.header("Location")).isEmpty();
        assertThat(page.headers("Set-Cookie")).isEmpty();
    }

    private static void assertNoTokens(Rest.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().get("error_description").asText()).contains("locked");
        assertThat(answer.json().size()).isEqualTo(2);
    }
}
