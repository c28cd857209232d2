package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.DatabaseServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two Keycloak nodes on one Redis and one database, behind a load balancer without stickiness. */
@OnPorter(nodes = 2)
class TwoNodesIT {

    private static final int BROWSERS = 100;

    private final PorterStack stack;
    private final Realm realm;

    TwoNodesIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
    }

    @Test
    void registerOnOneNodeClickOnTheOther() {
        stack.parts().balancer().only(0);
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        URI link = ada.mailbox().next().link();

        stack.parts().balancer().only(1);
        Person phone = realm.somebody(ada.address());
        phone.setPassword(phone.openAndConfirm(link), Realm.PASSWORD);
        assertThat(realm.isVerified(ada.address())).isTrue();

        stack.parts().balancer().only(0);
        assertThat(ada.status(waiting).body()).contains("\"verified\":true");
        assertThat(ada.arrive(ada.enterPassword(ada.goOn(waiting), Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aWholeJourneyWithoutStickiness() {
        stack.parts().balancer().all();
        Person ben = realm.newcomer("ben");
        Page waiting = ben.register();
        Page password = ben.typeCode(waiting, ben.mailbox().next().code());
        assertThat(ben.arrive(ben.setPassword(password, Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void oneOfAHundredBrowsersWins() throws Exception {
        stack.parts().balancer().all();
        Person cleo = realm.member("cleo", false);
        cleo.logIn(Realm.PASSWORD);
        URI link = cleo.mailbox().next().link();
        List<Person> people = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < BROWSERS; i++) {
            Person person = realm.somebody(cleo.address());
            people.add(person);
            pages.add(person.browser().open(link));
        }

        List<Page> answers = atOnce(people, pages);

        long verified = realm.events(cleo.address()).stream()
                .filter("VERIFY_EMAIL"::equals)
                .count();
        assertThat(verified).isEqualTo(1);
        assertThat(realm.isVerified(cleo.address())).isTrue();
        // the others came too late (410) or saw that the address is proven (200), and nobody saw an error
        assertThat(answers)
                .allSatisfy(
                        page -> assertThat(page.status()).as(page.toString()).isIn(200, 410));
    }

    /** Of the realm and of the server; the revocation is neither stored nor found with them. */
    @Test
    void aRevokedTokenStaysRevokedWhenKeysAreRotated() {
        stack.parts().balancer().only(0);
        Realm rotated = stack.realm("rotated", file -> {});
        Person fritz = rotated.member("fritz", true);
        String token = accessToken(rotated, fritz);
        String another = accessToken(rotated, fritz);
        assertThat(rotated.app().revoke(token).status()).isEqualTo(200);

        List.of("rotated", "master").forEach(name -> replaceHmacKeys(rotated.admin(), name));
        stack.parts().nodes().get(1).kill();
        stack.parts().nodes().get(1).restart();

        for (int node = 0; node < 2; node++) {
            stack.parts().balancer().only(node);
            assertThat(rotated.app().userInfo(token).status()).isEqualTo(401);
            assertThat(rotated.app().userInfo(another).status()).isEqualTo(200);
        }
    }

    /** A node that dies between the limit and the commit has charged an email that nobody queued. */
    @Test
    void aPagePromisesNoEmailThatIsNotQueued() throws SQLException {
        stack.parts().balancer().all();
        Person gerd = realm.member("gerd", false);
        gerd.logIn(Realm.PASSWORD);
        gerd.mailbox().next();
        assertThat(realm.somebody(gerd.address()).logIn(Realm.PASSWORD).status())
                .as("the code of the first log-in is as good here")
                .isEqualTo(200);

        DatabaseServer database = stack.parts().database();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement delete = connection.prepareStatement("delete from PORTER_MAIL where USER_ID = ?")) {
            delete.setString(1, realm.user(gerd.address()).get("id").asText());
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
        Page page = realm.somebody(gerd.address()).logIn(Realm.PASSWORD);
        assertThat(page.status()).as(page.toString()).isEqualTo(429);
        assertThat(page.toString()).doesNotContain("Check your inbox");
    }

    /** A node that crashes between the limit and the commit has used the permit of the request that it did not finish. */
    @Test
    void aResetRequestWaitsForThePermitThatACrashedNodeUsed() throws Exception {
        stack.parts().balancer().all();
        Realm strict = stack.realm("strict", PorterStack.limit("reset-password.address", "1/15s"));
        Person hugo = strict.member("hugo", true);
        assertThat(hugo.forget().status()).isEqualTo(200);
        hugo.mailbox().next();

        DatabaseServer database = stack.parts().database();
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            CompletableFuture<ResetRow> seen = CompletableFuture.supplyAsync(() -> ResetRow.next(connection));
            assertThat(strict.somebody(hugo.address()).forget().status()).isEqualTo(200);
            ResetRow row = seen.get(10, TimeUnit.SECONDS);
            await().until(() -> !row.exists(connection));
            assertThat(hugo.mailbox().all())
                    .as("the limit rejects the second request")
                    .hasSize(1);

            row.insertAsTaken(connection);
            assertThat(hugo.mailbox().next(Duration.ofSeconds(60)).link()).isNotNull();
            assertThat(row.exists(connection)).isFalse();
        }
    }

    /** A request for a new password as it waits in the database. */
    private record ResetRow(String id, String realm, byte[] content) {

        static ResetRow next(Connection connection) {
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            try (PreparedStatement select =
                    connection.prepareStatement("select ID, REALM_ID, CONTENT from PORTER_RESET_REQUEST")) {
                while (System.nanoTime() < end) {
                    try (ResultSet rows = select.executeQuery()) {
                        if (rows.next()) {
                            return new ResetRow(rows.getString(1), rows.getString(2), rows.getBytes(3));
                        }
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("No request came into the queue");
        }

        boolean exists(Connection connection) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("select ID from PORTER_RESET_REQUEST where ID = ?")) {
                select.setString(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        }

        /** What a node leaves that took the request and crashed. */
        void insertAsTaken(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into PORTER_RESET_REQUEST (ID, REALM_ID, DUE_AT, TRIES, CONTENT) values (?, ?, ?, 1, ?)")) {
                insert.setString(1, id);
                insert.setString(2, realm);
                insert.setLong(3, System.currentTimeMillis());
                insert.setBytes(4, content);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private static String accessToken(Realm realm, Person person) {
        return Admin.require(realm.app().directGrant(person.address(), Realm.PASSWORD), "the direct grant")
                .json()
                .get("access_token")
                .asText();
    }

    /** With the next use Keycloak makes another. */
    private static void replaceHmacKeys(Admin admin, String realm) {
        JsonNode keys = admin.read("/" + realm + "/components?type=org.keycloak.keys.KeyProvider");
        for (JsonNode key : keys) {
            if (key.get("providerId").asText().equals("hmac-generated")) {
                Admin.require(
                        admin.delete(
                                "/" + realm + "/components/" + key.get("id").asText()),
                        "deleting a key");
            }
        }
    }

    /** Both look every second for what is due. */
    @Test
    void aHeldNoticeIsToldByOneNode() {
        stack.parts().balancer().all();
        Realm often = stack.realm(
                "often", PorterStack.withNotices().andThen(PorterStack.limit("security-notice.user", "1/3s")));
        Person emil = often.member("emil", true);
        for (int i = 0; i < 6; i++) {
            often.setPassword(emil.address(), "Horse-Number-" + i + "!");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> NoticeCounter.times(emil.mailbox()) >= 6);
        // the next round of both nodes has been when the next notice is there
        often.change(emil.address(), Map.of("enabled", false));
        await().atMost(Duration.ofSeconds(15)).until(() -> emil.mailbox().all().stream()
                .anyMatch(letter -> letter.subject().equals("Your account was disabled")));
        assertThat(NoticeCounter.times(emil.mailbox()))
                .as("none is lost, none is told twice")
                .isEqualTo(7);
    }

    @Test
    void aKilledNodeLosesNoLink() {
        stack.parts().balancer().only(0);
        Person dora = realm.newcomer("dora");
        dora.register();
        URI link = dora.mailbox().next().link();
        stack.parts().nodes().get(0).kill();
        stack.parts().balancer().all();
        try {
            Person phone = realm.somebody(dora.address());
            phone.openAndConfirm(link);
            await().atMost(Duration.ofSeconds(10)).until(() -> realm.isVerified(dora.address()));
        } finally {
            stack.parts().nodes().get(0).restart();
        }
    }

    private static List<Page> atOnce(List<Person> people, List<Page> pages)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(people.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Page>> running = new ArrayList<>();
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                Page page = pages.get(i);
                running.add(threads.submit(() -> {
                    start.await();
                    return person.confirm(page);
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
