package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Mailbox;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import io.github.keycloakporter.localstack.MailInbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page never waits for a mail, and no accepted mail is lost. */
@OnPorter
class OutboxIT {

    private final PorterStack stack;
    private final Realm realm;

    OutboxIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void thePageIsThereBeforeASlowMailServerHasTheMail() {
        MailInbox inbox = stack.parts().inbox();
        Person ada = realm.newcomer("ada");
        inbox.slow(Duration.ofSeconds(4));
        try {
            Page waiting = ada.register();
            assertThat(waiting.status()).isEqualTo(200);
            assertThat(ada.mailbox().size())
                    .as("the mail server still holds it")
                    .isZero();
        } finally {
            inbox.slow(Duration.ZERO);
        }
        assertThat(ada.mailbox().next().hasCode()).isTrue();
    }

    @Test
    void aMailServerThatIsDownCostsNobodyAnything() {
        MailInbox inbox = stack.parts().inbox();
        Person ben = realm.newcomer("ben");
        inbox.failing(true);
        Page waiting;
        try {
            waiting = ben.register();
            assertThat(waiting.status()).isEqualTo(200);
            assertThat(waiting.text()).contains(ben.address());
        } finally {
            inbox.failing(false);
        }
        Letter letter = ben.mailbox().next();
        ben.typeCode(waiting, letter.code());
        assertThat(realm.isVerified(ben.address())).isTrue();
    }

    /** Neither the event nor anything else is there of a registration that was refused. */
    @Test
    void aRefusedRegistrationSendsNothing() {
        Person cleo = realm.newcomer("cleo");
        Page refused = cleo.register(Map.of("firstName", ""));
        assertThat(refused.has("form#kc-register-form")).as(refused.toString()).isTrue();
        Person witness = realm.newcomer("witness");
        witness.register();
        witness.mailbox().next();
        assertThat(cleo.mailbox().size()).isZero();
    }

    @Test
    void theConnectionTestTellsTheTruthAtOnce() {
        adminHasAnAddress();
        Mailbox admin = realm.mailbox("console@example.org");
        int before = admin.size();
        Rest.Answer good = test(stack.parts().inbox().smtpPort());
        assertThat(good.status()).as(good.toString()).isEqualTo(204);
        assertThat(admin.size()).as("it is there when the answer is").isEqualTo(before + 1);

        Rest.Answer bad = test(1);
        assertThat(bad.status()).as(bad.toString()).isEqualTo(500);
    }

    @Test
    void carriesWhatAMachinesMailMustCarry() {
        Person dora = realm.newcomer("dora");
        dora.register();
        dora.mailbox().next();
        String source = stack.parts().inbox().messages(dora.address()).get(0).raw();
        assertThat(source)
                .containsPattern("(?m)^Message-ID: <[0-9a-f-]{36}@[^>]+>")
                .contains("Auto-Submitted: auto-generated")
                .contains("Feedback-ID: verify-email:")
                .containsPattern("(?m)^Date: ")
                .doesNotContain("List-Unsubscribe");
    }

    @Test
    void aStopFinishesWhatIsUnderWay() {
        MailInbox inbox = stack.parts().inbox();
        Person eve = realm.member("eve", false);
        inbox.slow(Duration.ofSeconds(2));
        try {
            realm.put(eve.address(), "/send-verify-email", null);
            stack.parts().keycloak().restart();
        } finally {
            inbox.slow(Duration.ZERO);
        }
        eve.mailbox().next();
        JsonNode mail = ledger(realm, eve);
        assertThat(mail.get("status").asText()).isEqualTo("sent");
        assertThat(mail.get("attempts").asInt()).isEqualTo(1);
        assertThat(eve.mailbox().size()).isEqualTo(1);
    }

    /** The bulkhead: another realm's server takes its time for each of more mails than one realm may have under way. */
    @Test
    void oneRealmsSlowServerHoldsUpNoOther() {
        try (MailInbox slow = MailInbox.start()) {
            Realm sluggish = stack.realm("sluggish", file -> file.withObject("/smtpServer")
                    .put("host", "127.0.0.1")
                    .put("port", Integer.toString(slow.smtpPort())));
            // first, and at leisure: the server is busy for eight seconds only
            List<String> ids = Stream.generate(() -> sluggish.createUser(sluggish.freshAddress("waits"), false))
                    .limit(20)
                    .toList();
            slow.slow(Duration.ofMillis(400));
            Admin admin = sluggish.admin().briefly();
            ids.forEach(id ->
                    Admin.require(admin.put("/sluggish/users/" + id + "/send-verify-email", null), "sending a mail"));
            Person finn = realm.newcomer("finn");
            finn.register();
            finn.mailbox().next();
            assertThat(slow.messages().size())
                    .as("the slow server is still busy")
                    .isLessThan(20);
            slow.slow(Duration.ZERO);
            await().atMost(Duration.ofSeconds(30)).until(() -> slow.messages().size() == 20);
        }
    }

    private static JsonNode ledger(Realm realm, Person person) {
        return realm.admin()
                .read("/" + realm.name() + "/mails?userId="
                        + realm.user(person.address()).get("id").asText())
                .get(0);
    }

    private Rest.Answer test(int port) {
        ObjectNode settings =
                realm.admin().read("/" + realm.name()).get("smtpServer").deepCopy();
        settings.put("host", "127.0.0.1").put("port", Integer.toString(port));
        return realm.admin().post("/" + realm.name() + "/testSMTPConnection", settings);
    }

    private void adminHasAnAddress() {
        var admin =
                realm.admin().read("/master/users?exact=true&username=admin").get(0);
        Admin.require(
                realm.admin()
                        .put(
                                "/master/users/" + admin.get("id").asText(),
                                Map.of("email", "console@example.org", "emailVerified", true)),
                "giving the administrator an address");
    }
}
