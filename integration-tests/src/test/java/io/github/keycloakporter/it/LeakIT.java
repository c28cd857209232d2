package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.App;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.RedisDump;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks whole journeys and then looks for what nobody should find: in Redis, in all that was ever written to Redis (its
 * append-only file), and in the server's log with our packages at DEBUG.
 */
@OnPorter
class LeakIT {

    private final PorterStack stack;
    private final Realm realm;

    /** What must not be found, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    LeakIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void neitherRedisNorTheLogTells() throws IOException {
        List<Letter> letters = walk();
        String living = RedisDump.of(stack.parts().redis().port());
        assertThat(living).as("what Redis holds now").isNotEmpty();
        String written = appendOnlyFile();
        String log = Files.readString(stack.parts().keycloak().logFile());
        assertThat(log).as("our packages at DEBUG").contains("io.github.keycloakporter");

        for (String where : List.of(living, written)) {
            assertSecretsAreNotIn(where);
            assertThat(where.contains(Secrets.JWT_HEADER)).as("a JWT in Redis").isFalse();
            assertThat(where.contains("example.org")).as("an address in Redis").isFalse();
        }
        assertSecretsAreNotIn(log);
        assertThat(Secrets.JWT.matcher(log).find()).as("a JWT in the log").isFalse();
        letters.forEach(letter -> {
            assertThat(holdsCode(log, letter)).as("a code in the log").isFalse();
            assertThat(holdsCode(living, letter)).as("a code in Redis").isFalse();
            assertThat(holdsCode(written, letter)).as("a code written to Redis").isFalse();
        });
    }

    /** The user code of a device has 26^8 values and the realm's id is no secret: neither name may be a plain digest of them. */
    @Test
    void whoGuessesNamesDoesNotFindThem() throws IOException {
        Realm devices = stack.realm("devices", file -> {});
        JsonNode client = devices.admin()
                .read("/devices/clients?clientId=" + App.CLIENT_ID)
                .get(0);
        Admin.require(
                devices.admin()
                        .put(
                                "/devices/clients/" + client.get("id").asText(),
                                Map.of(
                                        "clientId",
                                        App.CLIENT_ID,
                                        "attributes",
                                        Map.of("oauth2.device.authorization.grant.enabled", "true"))),
                "allowing devices");
        JsonNode device =
                Admin.require(devices.app().device(), "the device's request").json();
        String realmId = devices.admin().read("/devices").get("id").asText();
        // as OAuth2DeviceUserCodeModel and OAuth2DeviceCodeModel of Keycloak name them
        List<String> names = List.of(
                realmId + ".uc." + device.get("user_code").asText().replace("-", ""),
                "dc." + device.get("device_code").asText());

        String dump = RedisDump.of(stack.parts().redis().port());

        assertThat(dump).contains("porter:single-use:");
        for (String name : names) {
            String digest = Secrets.sha256(name).substring(0, 22);
            assertThat(dump.contains(digest)).as("SHA-256 of a name in Redis").isFalse();
            assertThat(appendOnlyFile().contains(digest))
                    .as("SHA-256 of a name written to Redis")
                    .isFalse();
        }
    }

    /** Wrong code, too early for another mail, changed address, link in another browser, log-in, reset, admin's mail. */
    private List<Letter> walk() {
        Person ada = realm.newcomer("leaky.ada");
        String corrected = realm.freshAddress("leaky.corrected");
        Page waiting = ada.register();
        Letter first = ada.mailbox().next();
        waiting = ada.typeCode(waiting, first.code().equals("000000") ? "000001" : "000000");
        waiting = ada.resend(waiting);
        ada.changeAddress(waiting, corrected);
        Mailbox mailbox = realm.mailbox(corrected);
        Letter second = mailbox.next();
        ada.browser().open(first.link());
        Person phone = realm.somebody(corrected);
        phone.setPassword(phone.openAndConfirm(second.link()), Realm.PASSWORD);
        phone.browser().open(second.link());

        Person again = realm.somebody(corrected);
        Page app = again.logIn(Realm.PASSWORD);
        again.arrive(app);
        Person forgetful = realm.somebody(corrected);
        forgetful.forget();
        Letter reset = mailbox.next();
        forgetful.browser().open(reset.link());

        Person ben = realm.member("leaky.ben", false);
        realm.put(ben.address(), "/send-verify-email?client_id=" + App.CLIENT_ID, null);
        Letter sent = ben.mailbox().next();
        ben.browser().open(sent.link());
        Page living = ben.logIn(Realm.PASSWORD);
        assertThat(living.text()).contains(ben.address());

        List.of(ada.address(), corrected, ben.address())
                .forEach(address -> secrets.put("the address " + address, address));
        Stream.of(first, second, reset, sent)
                .forEach(letter -> secrets.put(
                        "the token of '" + letter.subject() + "' "
                                + letter.mail().id(),
                        letter.token()));
        secrets.put("an authorization code", app.url().toString().replaceAll(".*[?&]code=([0-9a-f-]{36}).*", "$1"));
        return List.of(first, second);
    }

    private void assertSecretsAreNotIn(String text) {
        secrets.forEach((what, secret) -> assertThat(text.contains(secret))
                .as("%s was found: …%s…", what, around(text, secret))
                .isFalse());
    }

    /** Six digits of their own: not a part of a time, a port or an id. */
    private static boolean holdsCode(String text, Letter letter) {
        return Pattern.compile("(?<![\\w.:-])" + letter.code() + "(?![\\w.:-])")
                .matcher(text)
                .find();
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200));
    }

    private String appendOnlyFile() throws IOException {
        try (Stream<Path> files = Files.walk(stack.parts().dir())) {
            Path file = files.filter(path -> path.getFileName().toString().endsWith(".aof"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Redis of the journeys keeps an append-only file"));
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
    }
}
