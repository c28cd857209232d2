package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Somebody asks for other people's passwords again and again, of two nodes in turn. */
@OnPorter(nodes = 2)
class ResetFloodIT {

    private static final int FLOOD = 40;

    private static final Consumer<ObjectNode> NO_LIMIT_BY_IP = PorterStack.limit("reset-password.ip", "off");

    private final PorterStack stack;

    ResetFloodIT(PorterStack stack) {
        this.stack = stack;
    }

    @Test
    void oneAddressGetsItsMailsAndNoMore() {
        Realm realm =
                stack.realm("flooded", NO_LIMIT_BY_IP.andThen(PorterStack.limit("reset-password.address", "3/1h")));
        Person ada = realm.member("ada", true);
        for (int i = 0; i < FLOOD; i++) {
            Page page = ask(realm, ada.address(), i);
            assertThat(page.status()).as("the answer never changes").isEqualTo(200);
            assertThat(page.text()).contains("You should receive an email shortly");
            if (i < 3) {
                // one that a newer one overtakes would not be sent
                ada.mailbox().next();
            }
        }
        assertThatNothingWaits(realm);
        assertThat(ada.mailbox().size()).isEqualTo(3);
    }

    @Test
    void theShippedLimitIsOneMailAMinute() {
        Realm realm = stack.realm("minute", NO_LIMIT_BY_IP);
        Person ben = realm.member("ben", true);
        for (int i = 0; i < 5; i++) {
            ask(realm, ben.address(), i);
        }
        assertThatNothingWaits(realm);
        assertThat(ben.mailbox().size()).isEqualTo(1);
    }

    @Test
    void oneCallerGetsItsRequestsAndNoMore() {
        Realm realm = stack.realm("callers", PorterStack.limit("reset-password.ip", "10/1h"));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(realm, realm.freshAddress("anybody"), i).status()).isEqualTo(200);
        }
        for (int i = 0; i < 4; i++) {
            String name = realm.freshAddress("anybody");
            Page page = ask(realm, name, i);
            assertThat(page.status()).as(page.toString()).isEqualTo(429);
            int seconds = Integer.parseInt(page.header("Retry-After"));
            assertThat(seconds).isBetween(1, 360);
            assertThat(page.text()).contains("try again in").contains("minute");
            assertThat(page.find("input[name=username]").val()).isEqualTo(name);
        }
    }

    @Test
    void aFloodLocksNobodyOut() {
        Realm realm =
                stack.realm("victims", NO_LIMIT_BY_IP.andThen(PorterStack.limit("reset-password.address", "1/1h")));
        Person cleo = realm.member("cleo", true);
        cleo.forget();
        Letter letter = cleo.mailbox().next();
        for (int i = 0; i < FLOOD; i++) {
            ask(realm, cleo.address(), i);
        }
        String user = realm.user(cleo.address()).get("id").asText();
        JsonNode attack = realm.admin().read("/" + realm.name() + "/attack-detection/brute-force/users/" + user);
        assertThat(attack.get("numFailures").asInt()).isZero();
        assertThat(attack.get("disabled").asBoolean()).isFalse();

        Person logsIn = realm.somebody(cleo.address());
        logsIn.arrive(logsIn.logIn(Realm.PASSWORD));
        cleo.arrive(cleo.reset(cleo.browser().open(letter.link()), "Another-Horse-8!"));
        assertThat(cleo.mailbox().size()).isEqualTo(1);
    }

    /** A form from one node, sent to the other one. */
    private Page ask(Realm realm, String name, int turn) {
        Person attacker = realm.somebody(name);
        stack.parts().balancer().only(turn % 2);
        Page form = attacker.openReset();
        stack.parts().balancer().only((turn + 1) % 2);
        return attacker.askForReset(form, name);
    }

    /** Requests are worked off in order: once both nodes have sent a later mail, no earlier one is on its way. */
    private void assertThatNothingWaits(Realm realm) {
        for (int node = 0; node < 2; node++) {
            Person last = realm.member("last", true);
            ask(realm, last.address(), node);
            last.mailbox().next();
        }
        stack.parts().balancer().all();
    }
}
