package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.outbox.Outcome;
import io.github.keycloakporter.email.outbox.QueuedMail;
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

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final RetryPolicy policy = new RetryPolicy(Configs.QUICK, new Random(7), Clock.fixed(NOW, ZoneOffset.UTC));

    /** 10 s, doubled for each attempt made before, never more than 60 s; give or take a fifth. */
    @ParameterizedTest
    @CsvSource({"0, 10", "1, 20", "2, 40", "3, 60"})
    void waitsTwiceAsLongEachTime(int attemptsBefore, long seconds) {
        for (int i = 0; i < 200; i++) {
            Outcome outcome =
                    policy.after(mail(attemptsBefore, NOW), Optional.of("smtp"), "smtp 451", Optional.empty());
            assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
            assertThat(outcome.dueAt() - NOW.toEpochMilli()).isBetween(seconds * 800, seconds * 1200);
        }
    }

    @Test
    void doesNotComeBackInStep() {
        assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7).stream()
                        .map(i -> policy.after(mail(0, NOW), Optional.empty(), "x", Optional.empty())
                                .dueAt())
                        .distinct())
                .hasSizeGreaterThan(4);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        Outcome outcome = policy.after(
                mail(0, NOW), Optional.of("sendgrid"), "sendgrid 429", Optional.of(Duration.ofMinutes(10)));
        assertThat(outcome.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)).toEpochMilli());
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        Outcome outcome = policy.after(mail(4, NOW), Optional.of("smtp"), "smtp 451", Optional.empty());
        assertThat(outcome.status()).isEqualTo(MailStatus.FAILED);
        assertThat(outcome.error()).contains("smtp 451");
        assertThat(outcome.attempt()).isTrue();
    }

    @Test
    void givesUpWhatWouldBeTooOld() {
        QueuedMail old = mail(0, NOW.minus(Duration.ofMinutes(60)));
        assertThat(policy.after(old, Optional.of("smtp"), "smtp 451", Optional.empty())
                        .status())
                .isEqualTo(MailStatus.FAILED);
        assertThat(policy.untried(old).status()).isEqualTo(MailStatus.FAILED);
    }

    @Test
    void countsNoAttemptWhereNothingWasTried() {
        Outcome outcome = policy.untried(mail(4, NOW));
        assertThat(outcome.status()).isEqualTo(MailStatus.QUEUED);
        assertThat(outcome.attempt()).isFalse();
    }

    private static QueuedMail mail(int attempts, Instant created) {
        return Mails.queued("id", Optional.empty(), attempts, created.toEpochMilli());
    }
}
