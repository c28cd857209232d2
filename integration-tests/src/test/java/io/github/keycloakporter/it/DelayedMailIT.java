package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server is down while somebody waits for an email. */
@OnPorter
class DelayedMailIT {

    private static final Duration LINK_LIFE = Duration.ofSeconds(12);

    private final PorterStack stack;
    private final Realm realm;
    private final Realm hasty;

    DelayedMailIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.realm("delayed", json -> json.withObject("/attributes")
                .put("actionTokenGeneratedByUserLifespan.verify-email", Long.toString(LINK_LIFE.toSeconds())));
        hasty = stack.hasty();
    }

    @BeforeEach
    void mailServerIsDown() {
        stack.parts().inbox().failing(true);
    }

    @AfterEach
    void mailServerIsBack() {
        stack.parts().inbox().failing(false);
    }

    @Test
    void aDelayedEmailHasALinkAndACodeThatLiveTheirWholeLife() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        Person ben = realm.newcomer("ben");
        ben.register();
        await().pollDelay(LINK_LIFE.plusSeconds(2))
                .atMost(Duration.ofMinutes(1))
                .until(() -> true);
        assertThat(statuses(realm, ada)).hasSize(1).isSubsetOf("queued", "sending");
        mailServerIsBack();

        ada.typeCode(waiting, ada.mailbox().next().code());
        assertThat(realm.isVerified(ada.address())).isTrue();
        realm.somebody(ben.address()).openAndConfirm(ben.mailbox().next().link());
        assertThat(realm.isVerified(ben.address())).isTrue();
        assertThat(statuses(realm, ada)).containsExactly("sent");
    }

    @Test
    void ofTwoDelayedEmailsTheNewerArrives() {
        Person cleo = hasty.newcomer("cleo");
        Page waiting = cleo.register();
        cleo.resendWhenAllowed(waiting);
        // the attempt that was in progress meanwhile has ended
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(statuses(hasty, cleo)).endsWith("expired"));
        mailServerIsBack();

        Letter letter = cleo.mailbox().next();
        assertThat(new Browser().open(letter.link()).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(statuses(hasty, cleo)).containsExactly("sent", "expired"));
        assertThat(cleo.mailbox().size()).isEqualTo(1);
    }

    @Test
    void aChangedAccountCancelsItsEmails() {
        Person password = hasty.member("password", false);
        password.logIn(Realm.PASSWORD);
        hasty.setPassword(password.address(), "Another-Horse-8!");
        Person disabled = hasty.member("disabled", false);
        disabled.logIn(Realm.PASSWORD);
        hasty.change(disabled.address(), Map.of("enabled", false));
        hasty.change(disabled.address(), Map.of("enabled", true));
        Person address = hasty.member("address", false);
        address.logIn(Realm.PASSWORD);
        String other = hasty.freshAddress("other");
        hasty.change(address.address(), Map.of("email", other, "username", other));
        Person deleted = hasty.member("deleted", false);
        deleted.logIn(Realm.PASSWORD);
        String id = hasty.user(deleted.address()).get("id").asText();
        Admin.require(hasty.admin().delete("/" + hasty.name() + "/users/" + id), "deleting a user");
        mailServerIsBack();

        Person witness = hasty.newcomer("witness");
        witness.register();
        witness.mailbox().next();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(statuses(hasty, password)).containsExactly("expired");
            assertThat(statuses(hasty, disabled)).containsExactly("expired");
        });
        for (Person person : List.of(password, disabled, address, deleted)) {
            assertThat(person.mailbox().size()).as(person.address()).isZero();
        }
    }

    /** Newest first. */
    private static List<String> statuses(Realm realm, Person person) {
        List<String> statuses = new ArrayList<>();
        String id = realm.user(person.address()).get("id").asText();
        for (JsonNode mail : realm.admin().read("/" + realm.name() + "/mails?userId=" + id)) {
            statuses.add(mail.get("status").asText());
        }
        return statuses;
    }
}
