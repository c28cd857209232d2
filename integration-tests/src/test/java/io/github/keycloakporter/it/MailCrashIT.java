package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.MailProviders;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.Database;
import io.github.keycloakporter.localstack.KeycloakNode;
import io.github.keycloakporter.localstack.Mail;
import io.github.keycloakporter.localstack.MailInbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two nodes on one PostgreSQL, SendGrid down for good, a slow SMTP server; one node is killed in the middle of a thousand
 * mails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailCrashIT {

    private static final int MAILS = 1_000;
    /** What one node has under way at most. */
    private static final int PARALLELISM = 8;

    /**
     * The inbox takes one mail at a time: slow enough for a queue, quick enough for 16 connections that wait their turn. One
     * that waits for more than its ten seconds gives up and sends again, which is not what is counted here.
     */
    private static final Duration SLOW = Duration.ofMillis(120);

    private static final Duration QUICK = Duration.ofMillis(20);

    private static final int BURST = 100;
    private static final int AT_ONCE = 4;

    private MailProviders providers;
    private PorterStack stack;
    private Realm realm;

    @BeforeAll
    void start() throws Exception {
        providers = new MailProviders();
        providers.sendGrid().close();
        stack = PorterStack.start(2, plan -> {
            providers.configure(plan);
            plan.database(Database.POSTGRES)
                    .option("spi-email-outbox--jpa--parallelism", Integer.toString(PARALLELISM))
                    .option("spi-email-outbox--jpa--realm-parallelism", Integer.toString(PARALLELISM));
        });
        realm = stack.shipped();
    }

    @AfterAll
    void stop() {
        stack.close();
        providers.close();
    }

    @BeforeEach
    void bothNodesRun() {
        KeycloakNode first = stack.parts().nodes().get(0);
        if (!first.isRunning()) {
            first.restart();
        }
        stack.parts().balancer().all();
    }

    /** The page has promised an email; the node dies before it has even looked the account up. */
    @Test
    void aResetRequestSurvivesItsNode() {
        List<Person> people = Stream.of("eva", "finn", "gus")
                .map(name -> realm.member(name, true))
                .toList();
        stack.parts().balancer().only(0);
        people.forEach(person -> assertThat(person.forget().status()).isEqualTo(200));
        stack.parts().nodes().get(0).kill();
        stack.parts().balancer().only(1);

        for (Person person : people) {
            // half a minute until another node takes over, and the time it then needs on a machine full of other tests
            URI link = person.mailbox().next(Duration.ofMinutes(1)).link();
            assertThat(new Browser().open(link).status()).isEqualTo(200);
        }
    }

    /** Within the patience of a mailbox: half a minute. */
    @Test
    void anotherNodeTakesOverWhatADeadOneHeld() {
        MailInbox inbox = stack.parts().inbox();
        Person hal = realm.newcomer("hal");
        stack.parts().balancer().only(0);
        inbox.slow(Duration.ofSeconds(15));
        try {
            hal.register();
            String id = realm.user(hal.address()).get("id").asText();
            await().atMost(Duration.ofSeconds(10)).until(() -> status(id).equals("sending"));
            stack.parts().nodes().get(0).kill();
            stack.parts().balancer().only(1);
            inbox.slow(Duration.ZERO);
            await().atMost(Duration.ofSeconds(30)).until(() -> status(id).equals("sent"));
        } finally {
            inbox.slow(Duration.ZERO);
        }
        List<Letter> letters = hal.mailbox().all();
        assertThat(new Browser().open(letters.get(letters.size() - 1).link()).status())
                .isEqualTo(200);
    }

    private String status(String userId) {
        return realm.admin()
                .read("/" + realm.name() + "/mails?userId=" + userId)
                .path(0)
                .path("status")
                .asText();
    }

    @Test
    void everyMailArrivesAlthoughANodeDies() throws Exception {
        MailInbox inbox = stack.parts().inbox();
        stack.parts().balancer().only(1);
        List<String> addresses = IntStream.range(0, MAILS)
                .mapToObj(i -> realm.freshAddress("crash"))
                .toList();
        Map<String, String> ids = people(addresses);

        // both nodes have mails of their own making and take each other's
        inbox.slow(SLOW);
        stack.parts().balancer().all();
        for (int from = 0; from < MAILS; from += BURST) {
            Admin admin = realm.admin().briefly();
            forAll(
                    addresses.subList(from, from + BURST),
                    address -> Admin.require(
                            admin.put("/" + realm.name() + "/users/" + ids.get(address) + "/send-verify-email", null),
                            "sending to " + address));
        }
        int before = inbox.messages().size();
        assertThat(before).as("some are out, others wait").isBetween(1, MAILS - 100);
        stack.parts().balancer().only(1);
        stack.parts().nodes().get(0).kill();
        inbox.slow(QUICK);

        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(counts(inbox).keySet()).containsAll(addresses));
        inbox.slow(Duration.ZERO);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(open()).isZero());

        int duplicates = counts(inbox).values().stream()
                .mapToInt(count -> (int) (count - 1))
                .sum();
        assertThat(duplicates).as("at most what was under way").isBetween(0, PARALLELISM);
    }

    private int open() {
        return realm.admin().read("/" + realm.name() + "/mails?status=sending").size()
                + realm.admin()
                        .read("/" + realm.name() + "/mails?status=queued")
                        .size();
    }

    private static Map<String, Long> counts(MailInbox inbox) {
        return inbox.messages().stream().collect(Collectors.groupingBy(Mail::to, Collectors.counting()));
    }

    /** Without passwords: hashing a thousand of them is not what is tested. */
    private Map<String, String> people(List<String> addresses) throws Exception {
        List<Map<String, Object>> users = new ArrayList<>();
        addresses.forEach(address -> users.add(Map.of(
                "username", address, "email", address, "enabled", true, "firstName", "Ada", "lastName", "Byron")));
        Admin.require(
                realm.admin()
                        .post(
                                "/" + realm.name() + "/partialImport",
                                Map.of("ifResourceExists", "FAIL", "users", users)),
                "importing people");
        Map<String, String> ids = new HashMap<>();
        for (JsonNode user : realm.admin().read("/" + realm.name() + "/users?briefRepresentation=true&max=5000")) {
            ids.put(user.get("username").asText(), user.get("id").asText());
        }
        return ids;
    }

    private static void forAll(List<String> addresses, Consumer<String> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            addresses.forEach(address -> running.add(threads.submit(() -> action.accept(address))));
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
