package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often mails go out, codes are tried and links are guessed: by user, address, IP and realm, whatever way is taken. */
@OnPorter
class MailLimitsIT {

    private final PorterStack stack;

    MailLimitsIT(PorterStack stack) {
        this.stack = stack;
    }

    /** The shipped realm without a cooldown, with these rates. */
    private Realm realm(String name, String... limitsAndRates) {
        return stack.realm(name, realm -> {
            PorterStack.requiredAction(realm, "VERIFY_EMAIL")
                    .withObject("/config")
                    .put("emailResendCooldownSeconds", "0");
            for (int i = 0; i < limitsAndRates.length; i += 2) {
                realm.withObject("/attributes").put("porter.limit." + limitsAndRates[i], limitsAndRates[i + 1]);
            }
        });
    }

    @Test
    void aUserIsMailedSoOftenAnHourOverNewLoginsToo() {
        Realm realm = realm("thrifty", "verify-email.user", "2/1h", "verify-email.address", "off");
        Person ada = realm.member("ada", false);
        Page waiting = ada.logIn(Realm.PASSWORD);
        // each mail is awaited: one that a newer mail overtakes does not leave
        ada.mailbox().next();
        waiting = ada.resend(waiting);
        assertThat(waiting.status()).isEqualTo(200);
        ada.mailbox().next();
        assertTooMany(ada.resend(waiting), 30 * 60);

        Person elsewhere = realm.somebody(ada.address());
        Page login = elsewhere.logIn(Realm.PASSWORD);
        assertThat(login.status()).as("the mail sent before is as good here").isEqualTo(200);
        assertArrived(ada, 2);
        assertThat(realm.events(ada.address())).noneMatch(event -> event.startsWith("LOGIN_ERROR"));
    }

    @Test
    void anAddressIsMailedSoOftenWhoeverNamesIt() {
        Realm realm = realm("guarded", "verify-email.user", "off", "user-mail.mailbox", "2/1h");
        String victim = realm.freshAddress("victim");
        for (int i = 0; i < 4; i++) {
            Person attacker = realm.member("attacker", false);
            Page waiting = attacker.logIn(Realm.PASSWORD);
            Page changed = attacker.changeAddress(waiting, victim.replace("@", "+" + i + "@"));
            assertThat(changed.status()).isEqualTo(i < 2 ? 200 : 429);
        }
        await().untilAsserted(() -> assertThat(mailsTo(realm, victim, 4)).isEqualTo(2));
    }

    @Test
    void oneIpCausesSoManyMails() {
        Realm realm = realm("narrow", "verify-email.ip", "3/1h");
        for (int i = 0; i < 5; i++) {
            Person somebody = realm.member("somebody", false);
            Page waiting = somebody.logIn(Realm.PASSWORD);
            if (i < 3) {
                assertThat(waiting.status()).isEqualTo(200);
            } else {
                assertTooMany(waiting, 20 * 60);
            }
            assertArrived(somebody, i < 3 ? 1 : 0);
        }
    }

    @Test
    void aRealmHasABudgetForWhatUsersCauseAndNotForWhatAdminsDo() {
        Realm realm = realm("poor", "user-mail.realm", "2/1h");
        for (int i = 0; i < 2; i++) {
            realm.member("early", false).logIn(Realm.PASSWORD);
        }
        Person late = realm.member("late", false);
        assertTooMany(late.logIn(Realm.PASSWORD), 30 * 60);
        assertThat(late.mailbox().size()).isZero();

        assertThat(remind(realm, late).status()).isEqualTo(204);
        assertThat(late.mailbox().next().link()).isNotNull();
    }

    @Test
    void anAdminRemindsOnceADay() {
        Realm realm = realm("reminding", "reminder.user", "1/1d");
        Person ben = realm.member("ben", false);
        assertThat(remind(realm, ben).status()).isEqualTo(204);
        Letter letter = ben.mailbox().next();

        Rest.Answer again = remind(realm, ben);
        assertThat(again.status()).isEqualTo(429);
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(23 * 3600, 24 * 3600);
        assertThat(again.json().get("errorMessage").asText()).contains("reminder.user");
        Rest.Answer byAction = realm.put(ben.address(), "/execute-actions-email", List.of("VERIFY_EMAIL"));
        assertThat(byAction.status()).as("the same reminder by another button").isEqualTo(429);
        assertThat(ben.mailbox().size()).isEqualTo(1);

        assertThat(ben.openAndConfirm(letter.link()).status())
                .as("what was refused killed nothing")
                .isEqualTo(200);
        assertThat(realm.isVerified(ben.address())).isTrue();
        assertThat(realm.put(ben.address(), "/execute-actions-email", List.of("UPDATE_PASSWORD"))
                        .status())
                .as("no reminder")
                .isEqualTo(204);
    }

    @Test
    void codesAreGuessedSoOftenFromOneIp() {
        Realm realm = realm("suspicious", "code-try.ip", "3/1h");
        Person cleo = realm.member("cleo", false);
        Page waiting = cleo.logIn(Realm.PASSWORD);
        Letter letter = cleo.mailbox().next();
        for (int i = 0; i < 3; i++) {
            Person guesser = realm.member("guesser", false);
            Page page = guesser.logIn(Realm.PASSWORD);
            assertThat(guesser.typeCode(page, wrong(guesser.mailbox().next().code()))
                            .status())
                    .isEqualTo(400);
        }
        assertTooMany(cleo.typeCode(waiting, wrong(letter.code())), 20 * 60);
        assertThat(realm.isVerified(cleo.address())).isFalse();
        assertThat(cleo.arrive(cleo.browser().open(letter.link()))
                        .get("email_verified")
                        .asBoolean())
                .as("whoever holds the link is not held back")
                .isTrue();
    }

    @Test
    void linksAreGuessedSoOftenFromOneIpAndARealOneStillWorks() {
        Realm realm = realm("wary", "failed-link.ip", "3/1h");
        Person dora = realm.member("dora", false);
        dora.logIn(Realm.PASSWORD);
        Person guesser = realm.newcomer("guesser");
        for (int i = 0; i < 3; i++) {
            assertThat(guess(realm, guesser, i).status()).isEqualTo(400);
        }
        assertTooMany(guess(realm, guesser, 3), 20 * 60);

        Person phone = realm.somebody(dora.address());
        assertThat(phone.openAndConfirm(dora.mailbox().next().link()).status()).isEqualTo(200);
        assertThat(realm.isVerified(dora.address())).isTrue();
    }

    @Test
    void aLimitThatCannotBeReadDoesNotOpenTheDoor() {
        Realm realm = realm("mistyped", "verify-email.user", "two an hour", "verify-email.address", "off");
        Person emil = realm.member("emil", false);
        Page waiting = emil.logIn(Realm.PASSWORD);
        emil.mailbox().next();
        for (int i = 1; i < 5; i++) {
            waiting = emil.resend(waiting);
            assertThat(waiting.status()).isEqualTo(200);
            emil.mailbox().next();
        }
        assertTooMany(emil.resend(waiting), 12 * 60);
        assertArrived(emil, 5);
    }

    private static Page guess(Realm realm, Person person, int number) {
        return person.browser().open(URI.create(realm.url() + "/go/" + "A".repeat(41) + number + "A"));
    }

    private static Rest.Answer remind(Realm realm, Person person) {
        return realm.put(person.address(), "/send-verify-email", null);
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static int mailsTo(Realm realm, String address, int variants) {
        int mails = 0;
        for (int i = 0; i < variants; i++) {
            mails += realm.mailbox(address.replace("@", "+" + i + "@")).size();
        }
        return mails;
    }

    private static void assertArrived(Person person, int mails) {
        await().untilAsserted(() -> assertThat(person.mailbox().size()).isEqualTo(mails));
    }

    private static void assertTooMany(Page page, int atMostSeconds) {
        assertThat(page.status()).as(page.toString()).isEqualTo(429);
        int seconds = Integer.parseInt(page.header("Retry-After"));
        assertThat(seconds).isBetween(1, atMostSeconds);
        assertThat(page.text()).as("the wait in words").contains(Integer.toString((seconds + 59) / 60));
    }
}
