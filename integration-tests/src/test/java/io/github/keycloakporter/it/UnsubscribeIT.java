package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** RFC 8058 on the real server. The realm's key is known here, so that the test writes the links itself. */
@OnPorter
class UnsubscribeIT {

    private static final Map<String, String> ONE_CLICK = Map.of("List-Unsubscribe", "One-Click");

    private final Realm realm;
    private final String realmId;
    private final byte[] key =
            "a key of sixty-four bytes for an HMAC with SHA-512, in this test".getBytes(StandardCharsets.US_ASCII);

    UnsubscribeIT(PorterStack stack) {
        realm = stack.realm("reminded", changed -> {});
        realmId = realm.admin().read("/" + realm.name()).get("id").asText();
        addKey(key, 500);
    }

    @Test
    void aMailProviderNeedsOneRequest() {
        String address = realm.freshAddress("ada");
        URI link = link(realm.createUser(address, false));

        Page done = program().post(link, ONE_CLICK);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        assertThat(done.header("Content-Type")).startsWith("text/plain");
        assertThat(done.headers("Set-Cookie")).isEmpty();
        assertThat(suppression(address).json().get("reason").asText()).isEqualTo("unsubscribed");
        assertThat(program().post(link, ONE_CLICK).status()).as("again").isEqualTo(200);
    }

    @Test
    void aPersonPressesAButton() {
        String address = realm.freshAddress("ben");
        Browser browser = new Browser();
        Page question = browser.open(link(realm.createUser(address, false)));

        assertThat(question.status()).as(question.toString()).isEqualTo(200);
        assertThat(question.find("h1").text()).isEqualTo("No more reminders?");
        assertThat(question.header("Cache-Control")).contains("no-store");
        assertThat(question.headers("Set-Cookie")).isEmpty();
        assertThat(suppression(address).status()).as("looking changes nothing").isEqualTo(404);

        Page done = browser.submit(question, question.find("#porter-unsubscribe-form"), Map.of());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.find("#porter-unsubscribe-text").text()).startsWith("We send no more reminders");
        assertThat(suppression(address).status()).isEqualTo(200);
    }

    @Test
    void thePagesSpeakTheAccountsLanguageAndTheOneThatIsPicked() {
        String address = realm.freshAddress("dora");
        URI link = link(realm.createUser(address, false));
        realm.change(address, Map.of("attributes", Map.of("locale", List.of("fr"))));
        Browser browser = new Browser();
        Page question = browser.open(link);
        assertThat(language(question)).isEqualTo("fr");
        Page german = browser.click(question, question.find(".porter-languages a[lang=de]"));
        assertThat(language(german)).isEqualTo("de");
        assertThat(suppression(address).status()).isEqualTo(404);

        Page done = browser.submit(german, german.find("#porter-unsubscribe-form"), Map.of());
        assertThat(language(done)).isEqualTo("de");
        Page english = browser.click(done, done.find(".porter-languages a[lang=en]"));
        assertThat(english.find("#porter-unsubscribe-text").text()).startsWith("We send no more reminders");
    }

    private static String language(Page page) {
        return page.document().selectFirst("html").attr("lang");
    }

    @Test
    void somethingElseThanOneClickChangesNothing() {
        String address = realm.freshAddress("cleo");
        URI link = link(realm.createUser(address, false));

        assertThat(program().post(link, Map.of("a", "b")).status()).isEqualTo(400);
        assertThat(suppression(address).status()).isEqualTo(404);
    }

    @Test
    void forgedAndStrangersLinksLookTheSame() {
        URI nobody = link(UUID.randomUUID().toString());
        URI forged = URI.create(nobody.toString().substring(0, nobody.toString().length() - 3) + "AAA");
        for (URI link : List.of(nobody, forged)) {
            Page page = new Browser().open(link);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.find("h1").text()).isEqualTo("This link does not work");
            Page answer = program().post(link, ONE_CLICK);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
        }
    }

    @Test
    void aRotatedKeyBreaksNoLink() {
        String address = realm.freshAddress("dora");
        URI link = link(realm.createUser(address, false));
        addKey(
                "another key of sixty-four bytes, for an HMAC with SHA-512, newer".getBytes(StandardCharsets.US_ASCII),
                600);

        assertThat(program().post(link, ONE_CLICK).status()).isEqualTo(200);
    }

    private static Browser program() {
        return new Browser().with("Accept", "*/*");
    }

    private Rest.Answer suppression(String address) {
        return realm.admin().get("/" + realm.name() + "/mails/suppressions/" + address);
    }

    private void addKey(byte[] secret, int priority) {
        Map<String, List<String>> config = Map.of(
                "secret", List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(secret)),
                "kid", List.of(UUID.randomUUID().toString()),
                "secretSize", List.of("64"),
                "algorithm", List.of("HS512"),
                "priority", List.of(Integer.toString(priority)));
        Map<String, Object> component = Map.of(
                "name",
                "hmac-" + priority,
                "providerId",
                "hmac-generated",
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "parentId",
                realmId,
                "config",
                config);
        Admin.require(realm.admin().post("/" + realm.name() + "/components", component), "adding a key");
    }

    /** What {@code UnsubscribeLink} writes, by its description. */
    private URI link(String userId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] user = userId.getBytes(StandardCharsets.UTF_8);
            mac.update(("porter unsubscribe\n" + realmId + "\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream token = new ByteArrayOutputStream();
            token.writeBytes(user);
            token.writeBytes(mac.doFinal(user));
            return URI.create(realm.url() + "/unsubscribe/"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(token.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
