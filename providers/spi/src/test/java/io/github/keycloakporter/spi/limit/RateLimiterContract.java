package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.Race;
import io.github.keycloakporter.spi.TestRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/**
 * What every {@link RateLimiterProvider} has to keep. Periods are long and time is moved with {@link Time#setOffset}, so
 * that the time the test itself takes hardly counts; where it does, it is measured and allowed for.
 */
public abstract class RateLimiterContract {

    protected static final RealmModel REALM = TestRealm.withId("0f3b9c1e-realm");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int RUNNERS = 64;

    /** The limiter under test, untouched at the start of each test, as seen from a node of the cluster. */
    protected abstract RateLimiterProvider limiter();

    /** The same limiter as another node sees it: over a connection of its own. */
    protected abstract RateLimiterProvider limiterOfAnotherNode();

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void noWindowLetsMoreThroughThanItMay(long seed) {
        Random random = new Random(seed);
        int permits = 1 + random.nextInt(10);
        Duration period = Duration.ofSeconds(permits + random.nextInt(600));
        Limit limit = new Limit("window", "seed-" + seed, permits, period);
        List<long[]> taken = new ArrayList<>();

        for (int i = 0; i < 300; i++) {
            later(Duration.ofSeconds(Time.getOffset() + random.nextInt((int) (2 * period.toSeconds() / permits) + 1)));
            long before = Time.currentTimeMillis();
            if (acquire(limit).allowed()) {
                taken.add(new long[] {before, Time.currentTimeMillis()});
            }
        }

        for (int first = 0; first < taken.size(); first++) {
            for (int last = first; last < taken.size(); last++) {
                // a millisecond more: the clock was read in whole ones
                double window = taken.get(last)[1] - taken.get(first)[0] + 1;
                double allowed = permits + permits * window / period.toMillis();
                assertThat((double) (last - first + 1)).isLessThanOrEqualTo(allowed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void noPermitIsLost(long seed) {
        Random random = new Random(seed);
        int permits = 2 + random.nextInt(10);
        int period = 10 * permits + random.nextInt(600);
        Limit limit = new Limit("lost", "seed-" + seed, permits, Duration.ofSeconds(period));
        // whoever comes before all but one are back finds each permit: none falls on a full store
        int longestPause = period * (permits - 1) / permits;
        int taken = take(limit, permits + 1);

        while (Time.getOffset() < 20 * period) {
            later(Duration.ofSeconds(Time.getOffset() + 1 + random.nextInt(longestPause)));
            taken += take(limit, permits + 1);
        }

        double cameBack = (double) permits * Time.getOffset() / period;
        // the interval is rounded up to a whole microsecond
        assertThat((double) taken).isGreaterThan(permits + cameBack - 1.001);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void waitingAsToldIsEnough(long seed) {
        Random random = new Random(seed);
        Limit small = new Limit("small", "seed-" + seed, 1 + random.nextInt(3), Duration.ofSeconds(37));
        Limit large = new Limit("large", "seed-" + seed, 7 + random.nextInt(5), Duration.ofSeconds(1013));

        for (int i = 0; i < 50; i++) {
            Decision decision = acquire(small, large);
            if (!decision.allowed()) {
                later(Duration.ofSeconds(Time.getOffset() + decision.retryAfterSeconds()));
                assertThat(acquire(small, large).allowed()).isTrue();
            }
        }
    }

    @RepeatedTest(3)
    void aCrowdOnTwoNodesGetsExactlyThePermits() {
        Limit limit = limit("crowd", 10);

        List<Boolean> allowed =
                Race.of(RUNNERS, i -> node(i).acquire(REALM, List.of(limit)).allowed());

        assertThat(Collections.frequency(allowed, true)).isEqualTo(10);
    }

    @RepeatedTest(3)
    void aCrowdIsChargedAllOrNone() {
        Limit scarce = limit("scarce", 7);
        Limit ample = limit("ample", 40);

        List<Boolean> allowed = Race.of(
                RUNNERS, i -> node(i).acquire(REALM, i % 4 < 2 ? List.of(scarce, ample) : List.of(ample, scarce))
                        .allowed());

        assertThat(Collections.frequency(allowed, true)).isEqualTo(7);
        assertThat(take(ample, 100)).isEqualTo(33);
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

    private RateLimiterProvider node(int number) {
        return number % 2 == 0 ? limiter() : limiterOfAnotherNode();
    }
}
