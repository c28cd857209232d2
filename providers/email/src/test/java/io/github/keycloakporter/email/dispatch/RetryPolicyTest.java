package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.outbox.AttemptResult;
import io.github.keycloakporter.email.outbox.QueuedMail;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import io.github.keycloakporter.spi.mail.MailStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final RetryPolicy policy = new RetryPolicy(Configs.QUICK, new Random(7), Clock.fixed(NOW, ZoneOffset.UTC));

    /** 10 s, doubled for each attempt made before, never more than 60 s; give or take a fifth. */
    @ParameterizedTest
    @CsvSource({"0, 10", "1, 20", "2, 40", "3, 60"})
    void waitsTwiceAsLongEachTime(int attemptsBefore, long seconds) {
        for (int i = 0; i < 200; i++) {
            AttemptResult outcome = policy.after(mail(attemptsBefore, NOW), failure(Party.RECIPIENT_SERVER));
            assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
            assertThat(outcome.dueAt() - NOW.toEpochMilli()).isBetween(seconds * 800, seconds * 1200);
        }
    }

    @Test
    void doesNotComeBackInStep() {
        assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7).stream()
                        .map(i -> policy.after(mail(0, NOW), failure(Party.TRANSPORT))
                                .dueAt())
                        .distinct())
                .hasSizeGreaterThan(4);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        Failed busy = new Failed(Fault.temporary(Party.ACCOUNT), "sendgrid 429", Optional.of(Duration.ofMinutes(10)));
        AttemptResult outcome = policy.after(mail(0, NOW), new Failures.Failure(Optional.of("sendgrid"), busy));
        assertThat(outcome.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)).toEpochMilli());
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        AttemptResult outcome = policy.after(mail(4, NOW), failure(Party.MESSAGE));
        assertThat(outcome.status()).isEqualTo(MailStatus.FAILED);
        assertThat(outcome.error()).contains("smtp 451");
        assertThat(outcome.attempt()).isTrue();
    }

    @Test
    void aMailboxThatStaysFullBouncesAndIsCounted() {
        AttemptResult outcome = policy.after(mail(4, NOW), failure(Party.MAILBOX));
        assertThat(outcome.status()).isEqualTo(MailStatus.BOUNCED);
        assertThat(outcome.suppress()).contains(DeliveryEvent.Type.SOFT_BOUNCE);
        assertThat(policy.after(mail(4, NOW), failure(Party.RECIPIENT_SERVER)).suppress())
                .contains(DeliveryEvent.Type.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT", "TRANSPORT", "CONNECTION"})
    void aFaultOfOursIsBoundedByTimeAlone(Party party) {
        assertThat(policy.after(mail(1000, NOW), failure(party)).status()).isEqualTo(MailStatus.QUEUED);
    }

    @Test
    void triesOnceMoreBeforeTheMailIsPointlessAndNeverLater() {
        Instant expires = NOW.plusSeconds(40);
        QueuedMail old = mail(3, expires.minus(Duration.ofHours(1)));
        assertThat(policy.after(old, failure(Party.TRANSPORT)).dueAt())
                .isEqualTo(expires.minusSeconds(10).toEpochMilli());
        Instant sooner = NOW.plusSeconds(15);
        QueuedMail older = mail(3, sooner.minus(Duration.ofHours(1)));
        assertThat(policy.after(older, failure(Party.TRANSPORT)).dueAt()).isEqualTo(sooner.toEpochMilli());
        assertThat(policy.untried(older).dueAt()).isEqualTo(NOW.plusSeconds(10).toEpochMilli());
    }

    @Test
    void countsNoAttemptWhereNothingWasTried() {
        AttemptResult outcome = policy.untried(mail(4, NOW));
        assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(outcome.attempt()).isFalse();
    }

    private static Failures.Failure failure(Party party) {
        return new Failures.Failure(Optional.of("smtp"), new Failed(Fault.temporary(party), "smtp 451"));
    }

    private static QueuedMail mail(int attempts, Instant created) {
        return Mails.queued("id", Optional.empty(), attempts, created.toEpochMilli());
    }
}
