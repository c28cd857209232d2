package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.localstack.Database;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole server on MariaDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbIT {

    private PorterStack stack;
    private Realm realm;

    @BeforeAll
    void start() {
        stack = PorterStack.start(1, plan -> plan.database(Database.MARIADB));
        realm = stack.shipped();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void registerTypeTheCodeLogIn() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        Letter letter = ada.mailbox().next();
        assertIsNotedAsSent(ada);
        Page password = ada.typeCode(waiting, letter.code());
        assertArrives(ada, ada.setPassword(password, Realm.PASSWORD));
    }

    @Test
    void registerOpenTheLinkLogIn() {
        Person ben = realm.newcomer("ben");
        ben.register();
        Page password = ben.browser().open(ben.mailbox().next().link());
        assertIsNotedAsSent(ben);
        assertArrives(ben, ben.setPassword(password, Realm.PASSWORD));
    }

    @Test
    void noticesThatAreTooManyAreToldTogether() {
        Realm often = stack.realm(
                "often", PorterStack.withNotices().andThen(PorterStack.limit("security-notice.user", "1/3s")));
        Person cleo = often.member("cleo", true);
        for (int i = 0; i < 3; i++) {
            often.setPassword(cleo.address(), "Horse-Number-" + i + "!");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> NoticeCounter.times(cleo.mailbox()) >= 3);
        assertThat(NoticeCounter.times(cleo.mailbox())).isEqualTo(3);
        Person phone = often.somebody(cleo.address());
        assertThat(phone.openAndConfirm(cleo.mailbox().all().get(0).link()).text())
                .contains("Your account is secured");
    }

    private static void assertArrives(Person person, Page page) {
        JsonNode claims = person.arrive(page);
        assertThat(claims.get("email").asText()).isEqualTo(person.address());
        assertThat(claims.get("email_verified").asBoolean()).isTrue();
    }

    /** The inbox has a mail a moment before the ledger knows. */
    private void assertIsNotedAsSent(Person person) {
        String mails = "/" + realm.name() + "/mails?userId="
                + realm.user(person.address()).get("id").asText();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(realm.admin().read(mails))
                        .singleElement()
                        .satisfies(mail -> {
                            assertThat(mail.get("status").asText()).isEqualTo("sent");
                            assertThat(mail.get("transport").asText()).isEqualTo("smtp");
                        }));
    }
}
