package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import org.junit.jupiter.api.Test;

/** The six digits beside the link. */
@OnPorter
class CodeIT {

    private static final int TRIES_OF_A_CODE = 5;

    private final Realm realm;
    private final Realm hasty;

    CodeIT(PorterStack stack) {
        realm = stack.shipped();
        hasty = stack.hasty();
    }

    @Test
    void theCodeProvesTheAddress() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        Letter letter = ada.mailbox().next();

        Page password = ada.typeCode(waiting, letter.code());
        assertThat(realm.isVerified(ada.address())).isTrue();
        assertThat(ada.arrive(ada.setPassword(password, Realm.PASSWORD))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
        assertThat(realm.events(ada.address())).contains("VERIFY_EMAIL");
    }

    @Test
    void spacesAndDashesAreForgiven() {
        Person ben = realm.newcomer("ben");
        Page waiting = ben.register();
        String code = ben.mailbox().next().code();

        ben.typeCode(waiting, " " + code.substring(0, 3) + " - " + code.substring(3) + " ");
        assertThat(realm.isVerified(ben.address())).isTrue();
    }

    @Test
    void theUsedCodeKillsTheLink() {
        Person cleo = realm.newcomer("cleo");
        Page waiting = cleo.register();
        Letter letter = cleo.mailbox().next();
        cleo.typeCode(waiting, letter.code());

        // somebody who comes late is told that all is well
        Page late = realm.newcomer("late").browser().open(letter.link());
        assertThat(late.status()).isIn(200, 410);
        assertThat(late.has("form:has(input[name=proof])")).isFalse();
    }

    @Test
    void theUsedLinkKillsTheCode() {
        Person dora = realm.member("dora", false);
        Page waiting = dora.logIn(Realm.PASSWORD);
        Letter letter = dora.mailbox().next();
        realm.somebody(dora.address()).openAndConfirm(letter.link());
        realm.change(dora.address(), java.util.Map.of("emailVerified", false));

        Page answer = dora.typeCode(waiting, letter.code());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(realm.isVerified(dora.address())).isFalse();
    }

    @Test
    void whatIsNoCodeIsNoTry() {
        Person eva = realm.newcomer("eva");
        Page waiting = eva.register();
        String code = eva.mailbox().next().code();
        for (String typed : new String[] {"", "12345", "1234567", "abcdef", "12345a", "1", "99"}) {
            waiting = eva.typeCode(waiting, typed);
            assertThat(waiting.status()).as(typed).isEqualTo(400);
        }
        eva.typeCode(waiting, code);
        assertThat(realm.isVerified(eva.address())).isTrue();
    }

    @Test
    void fiveWrongTriesKillTheCodeButNotTheLink() {
        Person finn = realm.newcomer("finn");
        Page waiting = finn.register();
        Letter letter = finn.mailbox().next();
        for (int i = 0; i < TRIES_OF_A_CODE; i++) {
            waiting = finn.typeCode(waiting, wrong(letter.code(), i));
            assertThat(waiting.status()).isEqualTo(400);
        }
        waiting = finn.typeCode(waiting, letter.code());
        assertThat(waiting.status()).isEqualTo(400);
        assertThat(realm.isVerified(finn.address())).isFalse();
        assertThat(realm.events(finn.address())).contains("VERIFY_EMAIL_ERROR invalid_code");

        finn.browser().open(letter.link());
        assertThat(realm.isVerified(finn.address())).isTrue();
    }

    @Test
    void tenWrongTriesAnHourStandOverNewCodes() {
        Person gwen = hasty.newcomer("gwen");
        Page waiting = gwen.register();
        for (int round = 0; round < 2; round++) {
            String code = gwen.mailbox().next().code();
            for (int i = 0; i < TRIES_OF_A_CODE; i++) {
                waiting = gwen.typeCode(waiting, wrong(code, i));
            }
            waiting = gwen.resendWhenAllowed(waiting);
        }
        Page answer = gwen.typeCode(waiting, gwen.mailbox().next().code());
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(hasty.isVerified(gwen.address())).isFalse();
    }

    @Test
    void aCodeIsWorthNothingInAnotherAccount() {
        Person hal = realm.newcomer("hal");
        Page waitingHal = hal.register();
        Person ida = realm.newcomer("ida");
        ida.register();
        String codeOfIda = ida.mailbox().next().code();
        String codeOfHal = hal.mailbox().next().code();
        if (!codeOfIda.equals(codeOfHal)) {
            hal.typeCode(waitingHal, codeOfIda);
            assertThat(realm.isVerified(hal.address())).isFalse();
        }
        assertThat(realm.isVerified(ida.address())).isFalse();
    }

    /** A code that is surely not this one. */
    private static String wrong(String code, int offset) {
        return "%06d".formatted((Integer.parseInt(code) + 1 + offset) % 1_000_000);
    }
}
