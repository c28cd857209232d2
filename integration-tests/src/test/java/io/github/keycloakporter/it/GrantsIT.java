package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.AuthenticationDevice;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The grants that need no form: none gives tokens to an account whose address was never proven. */
@OnPorter
class GrantsIT {

    private static final String ISSUER = "https://partner.example.org";
    private static final String PARTNER = "partner";
    private static final String BACKEND = "backend";
    private static final String SECRET = "kept-in-the-back-office";
    private static final Map<String, String> AS_BACKEND = Map.of("client_id", BACKEND, "client_secret", SECRET);
    private static final String UNVERIFIED = "Email address is not verified";

    private final KeyPair partnersKey = newKey();
    private final AuthenticationDevice device;
    private final Realm realm;

    GrantsIT(PorterStack stack) {
        device = stack.device();
        realm = stack.realm("grants", this::withBackend);
    }

    private void withBackend(ObjectNode json) {
        ObjectNode client = json.withArray("clients").addObject();
        client.put("clientId", BACKEND)
                .put("secret", SECRET)
                .put("publicClient", false)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", true);
        client.withObject("/attributes")
                .put("oauth2.device.authorization.grant.enabled", "true")
                .put("oidc.ciba.grant.enabled", "true")
                .put("standard.token.exchange.enabled", "true")
                .put("oauth2.jwt.authorization.grant.enabled", "true")
                .put("oauth2.jwt.authorization.grant.idp", PARTNER);
        ObjectNode partner = json.withArray("identityProviders").addObject();
        partner.put("alias", PARTNER).put("providerId", "jwt-authorization-grant");
        partner.withObject("/config")
                .put("issuer", ISSUER)
                .put("jwtAuthorizationGrantEnabled", "true")
                .put(
                        "publicKeySignatureVerifier",
                        Base64.getEncoder()
                                .encodeToString(partnersKey.getPublic().getEncoded()));
    }

    @Test
    void theJwtBearerGrant() {
        Person ada = realm.member("ada", false);
        Person ben = realm.member("ben", true);
        for (Person person : List.of(ada, ben)) {
            String id = realm.user(person.address()).get("id").asText();
            Admin.require(
                    realm.admin()
                            .post(
                                    "/" + realm.name() + "/users/" + id + "/federated-identity/" + PARTNER,
                                    Map.of("userId", person.address(), "userName", person.address())),
                    "linking");
        }
        assertThat(bearer(ben).json().has("access_token")).isTrue();
        assertRefused(bearer(ada), UNVERIFIED);
        realm.change(ben.address(), Map.of("emailVerified", false));
        assertRefused(bearer(ben), UNVERIFIED);
    }

    private Rest.Answer bearer(Person person) {
        return token(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion(person.address())));
    }

    @Test
    void theBackchannelGrant() {
        Person ben = realm.member("ben", true);
        assertThat(backchannel(ben).json().has("access_token")).isTrue();
        Person ada = realm.member("ada", false);
        Rest.Answer refused = backchannel(ada);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("_token\"");
    }

    /** Asks for a login, approves it on the device, and fetches the tokens. */
    private Rest.Answer backchannel(Person person) {
        Rest.Answer asked =
                realm.app().post("ext/ciba/auth", with(Map.of("login_hint", person.address(), "scope", "openid")));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        Rest.Answer approved = Rest.send(
                HttpRequest.newBuilder(URI.create(realm.url() + "/protocol/openid-connect/ext/ciba/auth/callback"))
                        .header("Authorization", "Bearer " + device.next())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"status\":\"SUCCEED\"}")));
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        return token(Map.of(
                "grant_type",
                "urn:openid:params:grant-type:ciba",
                "auth_req_id",
                asked.json().get("auth_req_id").asText()));
    }

    @Test
    void theDeviceGrant() {
        Person ada = realm.member("ada", false);
        JsonNode started =
                realm.app().post("auth/device", with(Map.of("scope", "openid"))).json();
        Page page = ada.browser().open(started.get("verification_uri_complete").asText());
        Page waiting = page.has("form#kc-form-login") ? ada.enterPassword(page, Realm.PASSWORD) : page;
        assertThat(waiting.has("[data-continue-url]")).as(waiting.toString()).isTrue();
        Map<String, String> poll = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                started.get("device_code").asText());
        assertThat(token(poll).json().get("error").asText()).isEqualTo("authorization_pending");
    }

    @Test
    void tokenExchange() {
        Person ben = realm.member("ben", true);
        String token = token(Map.of(
                        "grant_type",
                        "password",
                        "username",
                        ben.address(),
                        "password",
                        Realm.PASSWORD,
                        "scope",
                        "openid"))
                .json()
                .get("access_token")
                .asText();
        Map<String, String> exchange = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token",
                token,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token");
        assertThat(token(exchange).json().has("access_token")).isTrue();
        realm.change(ben.address(), Map.of("emailVerified", false));
        assertThat(token(exchange).json().has("access_token"))
                .as("the session began with a proven address, and the realm does not end it")
                .isTrue();
    }

    @Test
    void theDirectGrant() {
        Person ada = realm.member("ada", false);
        assertRefused(realm.app().directGrant(ada.address(), Realm.PASSWORD), UNVERIFIED);
    }

    /** An administrator who impersonates somebody meets the gate in the app, as that person would. */
    @Test
    void impersonation() {
        Person ada = realm.member("ada", false);
        String id = realm.user(ada.address()).get("id").asText();
        Rest.Answer answer = realm.admin().post("/" + realm.name() + "/users/" + id + "/impersonation", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        Browser admins = new Browser().holding(answer.headers().allValues("Set-Cookie"), realm.url());
        Page page = admins.open(realm.app().login().url());
        assertThat(page.has("[data-continue-url]")).as(page.toString()).isTrue();

        Person ben = realm.member("ben", true);
        String bens = realm.user(ben.address()).get("id").asText();
        Rest.Answer good = realm.admin().post("/" + realm.name() + "/users/" + bens + "/impersonation", Map.of());
        Browser asBen = new Browser().holding(good.headers().allValues("Set-Cookie"), realm.url());
        assertThat(asBen.open(realm.app().login().url()).isInApp()).isTrue();
    }

    /** Client-initiated, as an app or the account console asks for it. */
    @Test
    void linkingAProvider() {
        Person ada = realm.newcomer("ada");
        ada.register();
        ada.browser()
                .open(realm.url() + "/broker/" + PARTNER + "/link?client_id=" + App.CLIENT_ID
                        + "&nonce=n&hash=h&redirect_uri=" + App.HOME);
        Page page = ada.browser().open(realm.app().action("idp_link:" + PARTNER).url());
        assertThat(page.isInApp()).as(page.toString()).isFalse();
        String id = realm.user(ada.address()).get("id").asText();
        assertThat(realm.admin().read("/" + realm.name() + "/users/" + id + "/federated-identity"))
                .isEmpty();
        assertThat(ada.browser().cookies()).doesNotContainKey("KEYCLOAK_IDENTITY");
    }

    private Rest.Answer token(Map<String, String> fields) {
        return realm.app().token(with(fields));
    }

    private static Map<String, String> with(Map<String, String> fields) {
        Map<String, String> all = new java.util.LinkedHashMap<>(fields);
        all.putAll(AS_BACKEND);
        return all;
    }

    private static void assertRefused(Rest.Answer answer, String why) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.json().get("error_description").asText()).isEqualTo(why);
        assertThat(answer.body()).doesNotContain("_token\"");
    }

    /** RFC 7523, signed as the partner signs. */
    private String assertion(String subject) {
        long now = Instant.now().getEpochSecond();
        String header = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        String claims = encode("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(ISSUER, subject, realm.url(), UUID.randomUUID(), now, now + 60));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(partnersKey.getPrivate());
            signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime signs with RSA", e);
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime makes RSA keys", e);
        }
    }
}
