package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Accounts by the dozen from one network, at two nodes that share the count. */
@OnPorter(nodes = 2)
class RegistrationFloodIT {

    private static final int ALLOWED = 5;
    private static final int FLOOD = 24;

    private final PorterStack stack;

    RegistrationFloodIT(PorterStack stack) {
        this.stack = stack;
    }

    @Test
    void exactlyTheAllowedAccountsAndMails() throws Exception {
        stack.parts().balancer().all();
        Realm realm = limited("flood", "5/1h", "off");
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            people.add(realm.newcomer("bot"));
        }

        List<Page> answers = atOnce(people);

        List<Page> denied =
                answers.stream().filter(page -> page.status() == 429).toList();
        assertThat(denied).hasSize(FLOOD - ALLOWED);
        assertThat(accounts(realm)).isEqualTo(ALLOWED);
        int mails = 0;
        for (int i = 0; i < FLOOD; i++) {
            if (answers.get(i).status() == 200) {
                people.get(i).mailbox().next();
            }
            mails += people.get(i).mailbox().size();
        }
        assertThat(mails).isEqualTo(ALLOWED);
        Person late = realm.newcomer("late");
        assertKept(late.register(Map.of("firstName", "Late")), late.address());
    }

    @Test
    void bothNodesShareTheCount() {
        Realm realm = limited("two-nodes", "2/1h", "off");
        stack.parts().balancer().only(0);
        assertThat(realm.newcomer("ada").register().status()).isEqualTo(200);
        stack.parts().balancer().only(1);
        assertThat(realm.newcomer("ben").register().status()).isEqualTo(200);
        assertThat(realm.newcomer("cleo").register().status()).isEqualTo(429);
        stack.parts().balancer().only(0);
        assertThat(realm.newcomer("dora").register().status()).isEqualTo(429);
    }

    @Test
    void theNeighbourhoodHasItsOwnCount() {
        stack.parts().balancer().all();
        Realm realm = limited("subnet", "off", "1/1h");
        assertThat(realm.newcomer("ada").register().status()).isEqualTo(200);
        assertThat(realm.newcomer("ben").register().status()).isEqualTo(429);
    }

    @Test
    void aFormThatOpensNoAccountCostsNothing() {
        stack.parts().balancer().all();
        Realm realm = limited("faulty-forms", "1/1h", "off");
        Person ada = realm.newcomer("ada");
        for (int i = 0; i < 5; i++) {
            Page again = ada.register(Map.of("lastName", ""));
            assertThat(again.status()).isNotEqualTo(429);
            assertThat(again.has("form#kc-register-form")).isTrue();
        }
        assertThat(ada.register().text()).contains(ada.address());
        assertThat(realm.newcomer("ben").register().status()).isEqualTo(429);
    }

    @Test
    void askingForAddressesWithAnAccountCostsAsMuch() {
        stack.parts().balancer().all();
        Realm realm = limited("probing", "3/1h", "off");
        for (int i = 0; i < 3; i++) {
            String known = realm.freshAddress("member");
            realm.createUser(known, true);
            assertThat(realm.somebody(known).register().status()).isNotEqualTo(429);
        }
        String known = realm.freshAddress("member");
        realm.createUser(known, true);
        Page fourth = realm.somebody(known).register();
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.text()).doesNotContain("already exists");
    }

    @Test
    void nobodyIsLockedOutByIt() {
        stack.parts().balancer().all();
        Realm realm = limited("no-lock", "1/1h", "off");
        Person owner = realm.member("owner", true);
        realm.newcomer("ada").register();
        Person visitor = realm.somebody(owner.address());
        // the name typed into the log-in page is what Keycloak would count against
        visitor.logIn("Wrong-Horse-1!");
        for (int i = 0; i < 12; i++) {
            assertThat(visitor.register().status()).isEqualTo(429);
        }
        assertThat(owner.logIn(Realm.PASSWORD).isInApp()).isTrue();
    }

    private Realm limited(String name, String ip, String subnet) {
        return stack.realm(name, json -> {
            ObjectNode attributes = json.withObject("/attributes");
            attributes.put("porter.limit.register.ip", ip).put("porter.limit.register.subnet", subnet);
        });
    }

    private static void assertKept(Page page, String address) {
        assertThat(page.status()).isEqualTo(429);
        assertThat(Integer.parseInt(page.header("Retry-After"))).isBetween(1, 3600);
        assertThat(page.find("input[name=email]").val()).isEqualTo(address);
        assertThat(page.find("input[name=firstName]").val()).isEqualTo("Late");
        assertThat(page.text()).contains("minutes");
    }

    private static int accounts(Realm realm) {
        return realm.admin().read("/" + realm.name() + "/users/count").asInt();
    }

    private static List<Page> atOnce(List<Person> people) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Page>> running = new ArrayList<>();
            for (Person person : people) {
                running.add(threads.submit(() -> {
                    start.await();
                    return person.register();
                }));
            }
            start.countDown();
            List<Page> answers = new ArrayList<>();
            for (Future<Page> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
