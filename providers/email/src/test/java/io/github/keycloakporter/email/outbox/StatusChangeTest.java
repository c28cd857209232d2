package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.mail.MailStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports may come in any order, and twice, only because these laws hold. */
class StatusChangeTest {

    private static final List<StatusChange> ALL = all();

    @Test
    void theOrderOfTwoDoesNotMatter() {
        for (StatusChange one : ALL) {
            for (StatusChange two : ALL) {
                assertThat(one.or(two)).isEqualTo(two.or(one));
            }
        }
    }

    @Test
    void theGroupingOfThreeDoesNotMatter() {
        for (StatusChange one : ALL) {
            for (StatusChange two : ALL) {
                for (StatusChange three : ALL) {
                    assertThat(one.or(two).or(three)).isEqualTo(one.or(two.or(three)));
                }
            }
        }
    }

    @Test
    void theSameTwiceIsTheSame() {
        for (StatusChange one : ALL) {
            assertThat(one.or(one)).isEqualTo(one);
        }
    }

    @Test
    void aComplaintIsTheLastWord() {
        assertThat(fate(MailStatus.COMPLAINED, 1).or(fate(MailStatus.DELIVERED, 2)))
                .isEqualTo(fate(MailStatus.COMPLAINED, 1));
    }

    @Test
    void ofDeliveryAndBounceTheLaterStands() {
        assertThat(fate(MailStatus.DELIVERED, 1).or(fate(MailStatus.BOUNCED, 2)))
                .isEqualTo(fate(MailStatus.BOUNCED, 2));
        assertThat(fate(MailStatus.DELIVERED, 2).or(fate(MailStatus.BOUNCED, 1)))
                .isEqualTo(fate(MailStatus.DELIVERED, 2));
    }

    @Test
    void whatIsReportedOutranksWhatTheDispatcherFound() {
        assertThat(fate(MailStatus.DEFERRED, 1).or(fate(MailStatus.SENT, 2))).isEqualTo(fate(MailStatus.DEFERRED, 1));
        assertThat(fate(MailStatus.SENT, 1).or(fate(MailStatus.SENDING, 2))).isEqualTo(fate(MailStatus.SENT, 1));
    }

    private static StatusChange fate(MailStatus status, long at) {
        return new StatusChange(status, at);
    }

    private static List<StatusChange> all() {
        List<StatusChange> fates = new ArrayList<>();
        for (MailStatus status : MailStatus.values()) {
            for (long at = 1; at <= 3; at++) {
                fates.add(new StatusChange(status, at));
            }
        }
        return fates;
    }
}
