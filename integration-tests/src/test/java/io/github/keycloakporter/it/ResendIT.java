package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.harness.Admin;
import io.github.keycloakporter.it.harness.Letter;
import io.github.keycloakporter.it.harness.OnPorter;
import io.github.keycloakporter.it.harness.Page;
import io.github.keycloakporter.it.harness.Person;
import io.github.keycloakporter.it.harness.PorterStack;
import io.github.keycloakporter.it.harness.Realm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 'Send it again', and how often that may be. */
@OnPorter
class ResendIT {

    private final PorterStack stack;
    private final Realm realm;
    private final Realm hasty;

    ResendIT(PorterStack stack) {
        this.stack = stack;
        realm = stack.shipped();
        hasty = stack.hasty();
    }

    @Test
    void tooEarlyIsSaidWithTheTimeToWait() {
        Person ada = realm.newcomer("ada");
        Page waiting = ada.register();
        ada.mailbox().next();

        Page answer = ada.resend(waiting);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(answer.text()).contains(answer.header("Retry-After"));
        assertThat(ada.mailbox().size()).isEqualTo(1);
    }

    @Test
    void theNewMailReplacesTheOldOne() {
        Person ben = hasty.newcomer("ben");
        Page waiting = ben.register();
        Letter first = ben.mailbox().next();

        waiting = ben.resendWhenAllowed(waiting);
        Letter second = ben.mailbox().next();
        assertThat(second.link()).isNotEqualTo(first.link());

        Page dead = hasty.newcomer("stranger").browser().open(first.link());
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.text()).containsIgnoringCase("newer");
        if (!first.code().equals(second.code())) {
            waiting = ben.typeCode(waiting, first.code());
            assertThat(waiting.status()).isEqualTo(400);
        }
        assertThat(hasty.isVerified(ben.address())).isFalse();

        ben.typeCode(waiting, second.code());
        assertThat(hasty.isVerified(ben.address())).isTrue();
    }

    @Test
    void aNewLoginSendsNothingDuringTheCooldownAndTakesTheOldCode() {
        Person cleo = realm.member("cleo", false);
        cleo.logIn(Realm.PASSWORD);
        Letter letter = cleo.mailbox().next();

        Person elsewhere = realm.somebody(cleo.address());
        Page waiting = elsewhere.logIn(Realm.PASSWORD);
        assertThat(waiting.status()).isEqualTo(200);
        assertThat(waiting.text()).contains(cleo.address());
        assertThat(cleo.mailbox().size()).isEqualTo(1);

        assertThat(elsewhere
                        .arrive(elsewhere.typeCode(waiting, letter.code()))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
    }

    /** A realm that cannot send says so at once; a mail server that is down is the outbox's business. */
    @Test
    void aMailThatWasNotSentCostsNothing() {
        Realm mute = stack.realm("mute", realm -> realm.putObject("smtpServer"));
        Person dora = mute.member("dora", false);
        Page failed = dora.logIn(Realm.PASSWORD);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(mute.events(dora.address())).contains("SEND_VERIFY_EMAIL_ERROR email_send_failed");

        JsonNode settings = realm.admin().read("/" + realm.name()).get("smtpServer");
        Admin.require(mute.admin().put("/" + mute.name(), Map.of("smtpServer", settings)), "setting up mail");

        Page sent = dora.resend(failed);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(200);
        assertThat(dora.mailbox().next().hasCode()).isTrue();
    }
}
