package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/**
 * What every {@link RateLimiterProvider} has to keep; {@link RateLimiterLoadContract} asks for what it does under load.
 * Periods are long and time is moved with {@link Time#setOffset}, so
 * that the time the test itself takes hardly counts; where it does, it is measured and allowed for.
 */
public abstract class RateLimiterContract {

    protected static final RealmModel REALM = TestRealm.withId("0f3b9c1e-realm");
    private static final Duration HOUR = Duration.ofHours(1);

    /** The limiter under test, untouched at the start of each test, as seen from a node of the cluster. */
    protected abstract RateLimiterProvider limiter();

    @AfterEach
    void backToThePresent() {
        Time.setOffset(0);
    }

    @Test
    void allPermitsAreThereAtOnceAndNotOneMore() {
        Limit limit = limit("a", 5);

        assertThat(take(limit, 20)).isEqualTo(5);
    }

    @Test
    void noLimitsAllow() {
        assertThat(limiter().acquire(REALM, List.of())).isEqualTo(Decision.ALLOWED);
        assertThat(limiter().check(REALM, List.of())).isEqualTo(Decision.ALLOWED);
        limiter().giveBack(REALM, List.of());
    }

    @Test
    void aDeniedCallTellsWhenTheNextPermitIsBack() {
        Limit limit = limit("a", 4);
        take(limit, 4);

        Decision decision = acquire(limit);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        later(Duration.ofMinutes(10));
        assertThat(acquire(limit).retryAfter()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        later(Duration.ofSeconds(decision.retryAfterSeconds()));
        assertThat(acquire(limit).allowed()).isTrue();
    }

    @Test
    void permitsComeBackOneByOne() {
        Limit limit = limit("a", 4);
        take(limit, 4);

        for (int i = 1; i <= 6; i++) {
            later(Duration.ofMinutes(15L * i).plusSeconds(1));
            assertThat(take(limit, 3)).isEqualTo(1);
        }
    }

    @Test
    void afterThePeriodAllAreBackAndNoMore() {
        Limit limit = limit("a", 5);
        take(limit, 5);

        later(HOUR.plusSeconds(1));
        assertThat(take(limit, 20)).isEqualTo(5);
        later(HOUR.multipliedBy(10));
        assertThat(take(limit, 20)).isEqualTo(5);
    }

    @Test
    void aDeniedCallCostsNothing() {
        Limit limit = limit("a", 2);
        take(limit, 2);
        take(limit, 50);

        later(Duration.ofMinutes(31));

        assertThat(acquire(limit).allowed()).isTrue();
    }

    @Test
    void allOrNone() {
        Limit free = limit("free", 3);
        Limit spent = limit("spent", 1);
        take(spent, 1);

        for (int i = 0; i < 10; i++) {
            assertThat(acquire(free, spent).allowed()).isFalse();
            assertThat(acquire(spent, free).allowed()).isFalse();
        }

        assertThat(take(free, 10)).isEqualTo(3);
    }

    @Test
    void theLongestWaitCounts() {
        Limit minute = new Limit("minute", "a", 1, Duration.ofMinutes(1));
        Limit hour = limit("hour", 1);
        Limit day = new Limit("day", "a", 100, Duration.ofDays(1));
        assertThat(acquire(minute, hour, day).allowed()).isTrue();

        assertThat(acquire(minute, hour, day).retryAfter()).isBetween(Duration.ofMinutes(59), HOUR);
        assertThat(acquire(hour, day, minute).retryAfter()).isBetween(Duration.ofMinutes(59), HOUR);
        assertThat(acquire(minute, day).retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    @Test
    void theLimitToWaitForLongestIsTold() {
        Limit minute = new Limit("minute", "a", 1, Duration.ofMinutes(1));
        Limit hour = limit("hour", 1);
        assertThat(acquire(minute, hour).deniedBy()).isEmpty();

        assertThat(acquire(minute, hour).deniedBy()).contains(hour);
        assertThat(acquire(hour, minute).deniedBy()).contains(hour);
        assertThat(acquire(minute).deniedBy()).contains(minute);
    }

    @Test
    void twoPeriodsOfOneNameAreTwoLimits() {
        Limit minute = new Limit("mail", "a", 1, Duration.ofMinutes(1));
        Limit hour = new Limit("mail", "a", 2, HOUR);
        assertThat(acquire(minute, hour).allowed()).isTrue();

        assertThat(acquire(minute, hour).deniedBy()).contains(minute);
        later(Duration.ofMinutes(1));
        assertThat(acquire(minute, hour).allowed()).isTrue();
        later(Duration.ofMinutes(1));
        assertThat(acquire(minute, hour).deniedBy()).contains(hour);
    }

    @Test
    void aLimitNamedTwiceIsChargedTwice() {
        Limit limit = limit("a", 4);

        assertThat(acquire(limit, limit).allowed()).isTrue();
        assertThat(acquire(limit, limit, limit).allowed()).isFalse();
        assertThat(take(limit, 10)).isEqualTo(2);
        limiter().giveBack(REALM, List.of(limit, limit));
        assertThat(take(limit, 10)).isEqualTo(2);
    }

    @Test
    void checkSaysTheSameAndChargesNothing() {
        Limit limit = limit("a", 2);

        for (int i = 0; i < 10; i++) {
            assertThat(limiter().check(REALM, List.of(limit))).isEqualTo(Decision.ALLOWED);
        }
        assertThat(take(limit, 10)).isEqualTo(2);
        Decision decision = limiter().check(REALM, List.of(limit));
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    @Test
    void aPermitGivenBackCanBeTakenAgain() {
        Limit limit = limit("a", 3);
        Limit other = limit("b", 1);
        take(limit, 2);
        assertThat(acquire(limit, other).allowed()).isTrue();

        limiter().giveBack(REALM, List.of(limit, other));

        assertThat(take(limit, 10)).isEqualTo(1);
        assertThat(take(other, 10)).isEqualTo(1);
    }

    @Test
    void givingBackNeverMakesMoreThanAll() {
        Limit limit = limit("a", 3);
        limiter().giveBack(REALM, List.of(limit));
        take(limit, 1);

        for (int i = 0; i < 10; i++) {
            limiter().giveBack(REALM, List.of(limit));
        }

        assertThat(take(limit, 20)).isEqualTo(3);
    }

    @Test
    void usageTellsWhatIsGoneAndWhenItIsBack() {
        Limit some = limit("some", 4);
        Limit spent = limit("spent", 2);
        Limit fresh = limit("fresh", 3);
        take(some, 1);
        take(spent, 5);

        List<LimitUsage> usage = limiter().usage(REALM, List.of(fresh, some, spent));

        assertThat(usage).extracting(LimitUsage::limit).containsExactly(fresh, some, spent);
        assertThat(usage).extracting(LimitUsage::used).containsExactly(0, 1, 2);
        assertThat(usage.get(0).fullAgainIn()).isZero();
        assertThat(usage.get(1).fullAgainIn()).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(usage.get(2).fullAgainIn()).isBetween(Duration.ofMinutes(59), HOUR);
        assertThat(usage.get(2).ratio()).isBetween(0.98, 1.0);
        later(Duration.ofMinutes(31));
        assertThat(limiter().usage(REALM, List.of(some, spent)))
                .extracting(LimitUsage::used)
                .containsExactly(0, 1);
        assertThat(take(spent, 5)).isEqualTo(1);
    }

    @Test
    void usageOfNothingIsNothing() {
        assertThat(limiter().usage(REALM, List.of())).isEmpty();
        limiter().reset(REALM, List.of());
    }

    @Test
    void aResetLimitHasAllItsPermitsAndNoOtherHasMore() {
        Limit limit = limit("a", 3);
        Limit other = limit("b", 3);
        take(limit, 3);
        take(other, 3);

        limiter().reset(REALM, List.of(limit, limit("never used", 1)));

        assertThat(limiter().usage(REALM, List.of(limit, other)))
                .extracting(LimitUsage::used)
                .containsExactly(0, 3);
        assertThat(take(limit, 10)).isEqualTo(3);
        assertThat(take(other, 10)).isZero();
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOutForLongerThanThePeriod() {
        later(HOUR.multipliedBy(5));
        Limit limit = limit("a", 4);
        take(limit, 2);

        later(Duration.ZERO);

        Decision decision = limiter().check(REALM, List.of(limit));
        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(15));
        assertThat(limiter().usage(REALM, List.of(limit)).get(0).used()).isEqualTo(4);
        later(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(take(limit, 10)).isEqualTo(1);
        later(HOUR.plusMinutes(16));
        assertThat(take(limit, 10)).isEqualTo(4);
    }

    @Test
    void namesSubjectsAndRealmsDoNotMix() {
        Limit limit = new Limit("ab", "c", 1, HOUR);
        take(limit, 1);

        assertThat(acquire(new Limit("a", "bc", 1, HOUR)).allowed()).isTrue();
        assertThat(acquire(new Limit("ab", "", 1, HOUR)).allowed()).isTrue();
        assertThat(acquire(new Limit("ab", "C", 1, HOUR)).allowed()).isTrue();
        assertThat(limiter()
                        .acquire(TestRealm.withId("another-realm"), List.of(limit))
                        .allowed())
                .isTrue();
        assertThat(acquire(limit).allowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"someone@example.org", "2001:db8::1", "{tag}", "\u0000\n*", "\ud83d\ude00"})
    void anySubjectWillDo(String subject) {
        assertThat(take(new Limit("name", subject, 2, HOUR), 5)).isEqualTo(2);
    }

    protected static Limit limit(String name, int permits) {
        return new Limit(name, "maria@example.org", permits, HOUR);
    }

    protected final Decision acquire(Limit... limits) {
        return limiter().acquire(REALM, List.of(limits));
    }

    /** Tries that often and says how often it worked. */
    protected final int take(Limit limit, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += acquire(limit).allowed() ? 1 : 0;
        }
        return taken;
    }

    /** Moves Keycloak's clock to that long after the start of the test. */
    protected static void later(Duration sinceStart) {
        Time.setOffset((int) sinceStart.toSeconds());
    }
}
