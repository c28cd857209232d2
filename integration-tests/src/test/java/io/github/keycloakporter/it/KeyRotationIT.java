package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The realm's keys are replaced as docs/operations/secrets.md says, while people have links and sessions. */
@OnPorter
class KeyRotationIT {

    private static final List<String> KINDS = List.of("rsa-generated", "hmac-generated", "aes-generated");

    private final Realm realm;
    private final String path;

    KeyRotationIT(PorterStack stack) {
        realm = stack.realm("new-keys", json -> json.put("displayName", "New keys"));
        path = "/" + realm.name();
    }

    @Test
    void linksAndSessionsMadeBeforeStayValid() {
        Person ada = realm.newcomer("ada");
        ada.register();
        Person ben = realm.member("ben", false);
        ben.logIn(Realm.PASSWORD);
        ben.mailbox().next();
        Person cyd = realm.member("cyd", true);
        cyd.forget();
        Person dora = realm.member("dora", true);
        String refresh =
                dora.tokens(dora.logIn(Realm.PASSWORD)).get("refresh_token").asText();
        URI adasLink = ada.mailbox().next().link();
        URI cydsLink = cyd.mailbox().next().link();
        String signedWith = activeKey("RS256");

        List<JsonNode> old = keys();
        KINDS.forEach(this::addKey);
        old.forEach(this::makePassive);
        assertThat(activeKey("RS256")).isNotEqualTo(signedWith);

        ada.openAndConfirm(adasLink);
        assertThat(realm.isVerified(ada.address())).isTrue();
        // Keycloak signs the cookies of a login with the active key, and limits start at 0: a half-finished login gets
        // a new code
        Page answer =
                ben.typeCode(ben.logIn(Realm.PASSWORD), ben.mailbox().next().code());
        assertThat(realm.isVerified(ben.address())).as(answer.toString()).isTrue();
        cyd.setPassword(cyd.openAndConfirm(cydsLink), "Another-Horse-8!");
        assertThat(realm.somebody(cyd.address()).logIn("Another-Horse-8!").isInApp())
                .isTrue();
        assertThat(realm.app().refresh(refresh).status()).isEqualTo(200);

        Person eve = realm.newcomer("eve");
        eve.typeCode(eve.register(), eve.mailbox().next().code());
        assertThat(realm.isVerified(eve.address())).isTrue();
    }

    private String activeKey(String algorithm) {
        return realm.admin().read(path + "/keys").path("active").path(algorithm).asText();
    }

    private List<JsonNode> keys() {
        List<JsonNode> keys = new ArrayList<>();
        for (JsonNode key : realm.admin().read(path + "/components?type=org.keycloak.keys.KeyProvider")) {
            if (KINDS.contains(key.get("providerId").asText())) {
                keys.add(key);
            }
        }
        return keys;
    }

    private void addKey(String kind) {
        Map<String, Object> component = Map.of(
                "name",
                "new-" + kind,
                "providerId",
                kind,
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "parentId",
                realm.admin().read(path).get("id").asText(),
                "config",
                Map.of("priority", List.of("200")));
        Admin.require(realm.admin().post(path + "/components", component), "adding a key");
    }

    private void makePassive(JsonNode key) {
        ObjectNode passive = key.deepCopy();
        passive.withObject("/config").putArray("active").add("false");
        Admin.require(
                realm.admin().put(path + "/components/" + key.get("id").asText(), passive), "making a key passive");
    }
}
