package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who come from another identity provider, which is trusted with their addresses or not. */
@OnPorter
class BrokeredIT {

    static final String CLIENT = "other-house";
    static final String SECRET = "between-two-realms";

    private final Realm office;
    private final Realm realm;
    private final Realm byPassword;

    BrokeredIT(PorterStack stack) {
        office = stack.realm("office", json -> json.put("verifyEmail", false));
        // with notices: that a new account is linked is no news, that one's own is linked is some
        realm = stack.realm("brokered", PorterStack.withNotices().andThen(json -> {
            provider(json, office.url(), "trusted", true);
            provider(json, office.url(), "doubted", false);
        }));
        byPassword = stack.realm("brokered-by-password", json -> {
            provider(json, office.url(), "trusted", true);
            provider(json, office.url(), "doubted", false);
            SecondFactorIT.option(json, "porter reset mail", "accounts-without-password", "allow");
        });
    }

    @BeforeAll
    void theOfficeKnowsTheRealm() {
        addBroker(office, realm, byPassword);
    }

    @Test
    void aTrustedProvidersWordIsEnough() {
        Person ada = comesFrom("trusted", "ada", true);
        assertThat(ada.arrive(logInAt(ada, "trusted")).get("email_verified").asBoolean())
                .isTrue();
        assertThat(ada.mailbox().size()).isZero();
    }

    @Test
    void aTrustedProviderThatIsNotSureIsNotEnough() {
        Person ben = comesFrom("trusted", "ben", false);
        Page waiting = logInAt(ben, "trusted");
        assertThat(waiting.isInApp()).isFalse();
        assertThat(ben.arrive(ben.typeCode(waiting, ben.mailbox().next().code()))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aDoubtedProvidersWordIsNot() {
        Person cleo = comesFrom("doubted", "cleo", true);
        Page waiting = logInAt(cleo, "doubted");
        assertThat(waiting.text()).contains(cleo.address());
        assertThat(realm.isVerified(cleo.address())).isFalse();

        Person phone = realm.somebody(cleo.address());
        phone.confirmKeeping(phone.browser().open(cleo.mailbox().next().link()), "provider:doubted");
        Page login = cleo.goOn(waiting);
        Page app = cleo.browser().click(login, login.find("a[href*='/broker/doubted/']"));
        assertThat(cleo.arrive(app).get("email_verified").asBoolean()).isTrue();
    }

    @Test
    void anAccountIsLinkedByItsMail() {
        Person dora = realm.member("dora", true);
        office.createUser(dora.address(), true);
        Page exists = logInAt(dora, "doubted");
        Page sent = dora.browser()
                .submit(exists, exists.find("form:has([value=linkAccount])"), Map.of("submitAction", "linkAccount"));
        Letter letter = dora.mailbox().next();
        Secrets.assertShortLink(letter);

        Person phone = realm.somebody(dora.address());
        assertThat(phone.openAndConfirm(letter.link()).status()).isEqualTo(200);
        Secrets.assertNoTokenIn(phone.browser());
        Page app = dora.browser()
                .click(
                        sent,
                        sent.document().select("a[href*=first-broker-login]").last());
        assertThat(dora.arrive(app).get("email").asText()).isEqualTo(dora.address());
        Letter notice = dora.mailbox().next();
        assertThat(notice.subject()).isEqualTo("Another account was connected");
        assertThat(notice.text()).contains("With: doubted");
    }

    /** The link proves who it is, although the flow began for somebody else's identity. */
    @Test
    void anAccountIsLinkedByAForgottenPassword() {
        proveByPasswordOnly(byPassword);
        Person eva = byPassword.member("eva", true);
        office.createUser(eva.address(), true);
        Page exists = logInAt(eva, "doubted");
        Page password = eva.browser()
                .submit(exists, exists.find("form:has([value=linkAccount])"), Map.of("submitAction", "linkAccount"));
        Page form = eva.browser().click(password, password.find("a[href*=reset-credentials]"));
        assertThat(eva.askForReset(form, eva.address()).status()).isEqualTo(200);

        Page next = eva.setPassword(eva.browser().open(eva.mailbox().next().link()), "Another-Horse-8!");
        assertThat(eva.arrive(next).get("email").asText()).isEqualTo(eva.address());
        String user = byPassword.user(eva.address()).get("id").asText();
        assertThat(byPassword.admin().read("/" + byPassword.name() + "/users/" + user + "/federated-identity"))
                .hasSize(1);
    }

    /** Nobody gets round the other house by setting a password here, unless the realm wants that. */
    @Test
    void whoHasNoPasswordIsToldHowToLogIn() {
        Person fay = comesFrom("trusted", "fay", true);
        fay.arrive(logInAt(fay, "trusted"));
        realm.somebody(fay.address()).forget();
        Letter letter = fay.mailbox().next();
        assertThat(letter.text())
                .contains("has no password")
                .contains("trusted")
                .doesNotContain("/go/");

        Person gil = byPassword.newcomer("gil");
        office.createUser(gil.address(), true);
        gil.arrive(logInAt(gil, "trusted"));
        Person elsewhere = byPassword.somebody(gil.address());
        elsewhere.forget();
        Page password = elsewhere.browser().open(gil.mailbox().next().link());
        elsewhere.arrive(elsewhere.reset(password, "Another-Horse-8!"));
    }

    /** The mail of the broker itself is switched off: what is left is to log in. */
    static void proveByPasswordOnly(Realm realm) {
        String executions = "/" + realm.name() + "/authentication/flows/Handle%20Existing%20Account/executions";
        for (JsonNode execution : realm.admin().read(executions)) {
            if (execution.path("providerId").asText().equals("idp-email-verification")) {
                ((ObjectNode) execution).put("requirement", "DISABLED");
                Admin.require(realm.admin().put(executions, execution), "switching the broker's mail off");
            }
        }
    }

    /** Somebody with an account at the office only. */
    private Person comesFrom(String provider, String who, boolean verified) {
        Person person = realm.newcomer(who + "." + provider);
        office.createUser(person.address(), verified);
        return person;
    }

    static Page logInAt(Person person, String provider) {
        Page login = person.openLogin();
        Page office = person.browser().click(login, login.find("a[href*='/broker/" + provider + "/']"));
        return person.enterPassword(office, Realm.PASSWORD);
    }

    /** Lets people of these realms log in with their accounts at the office. */
    static void addBroker(Realm office, Realm... realms) {
        Map<String, Object> client = Map.of(
                "clientId",
                CLIENT,
                "secret",
                SECRET,
                "enabled",
                true,
                "publicClient",
                false,
                "redirectUris",
                Arrays.stream(realms).map(realm -> realm.url() + "/broker/*").toList());
        Admin.require(office.admin().post("/" + office.name() + "/clients", client), "adding the broker");
    }

    static void provider(ObjectNode realm, URI issuer, String alias, boolean trusted) {
        String endpoints = issuer + "/protocol/openid-connect";
        realm.withArray("identityProviders")
                .addObject()
                .put("alias", alias)
                .put("displayName", alias)
                .put("providerId", "oidc")
                .put("enabled", true)
                .put("trustEmail", trusted)
                .put("firstBrokerLoginFlowAlias", "first broker login")
                .putObject("config")
                .put("issuer", issuer.toString())
                .put("authorizationUrl", endpoints + "/auth")
                .put("tokenUrl", endpoints + "/token")
                .put("userInfoUrl", endpoints + "/userinfo")
                .put("jwksUrl", endpoints + "/certs")
                .put("useJwksUrl", "true")
                .put("validateSignature", "true")
                .put("clientId", CLIENT)
                .put("clientSecret", SECRET)
                .put("clientAuthMethod", "client_secret_post")
                .put("defaultScope", "openid email profile")
                .put("syncMode", "IMPORT");
    }
}
