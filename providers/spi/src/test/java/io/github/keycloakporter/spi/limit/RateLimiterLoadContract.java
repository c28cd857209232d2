package io.github.keycloakporter.spi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;

/**
 * What every {@link RateLimiterProvider} has to keep over long times and when many ask at once, on more than one node. An
 * implementation's test extends this one and so runs the whole contract.
 */
public abstract class RateLimiterLoadContract extends RateLimiterContract {

    private static final int RUNNERS = 64;

    /** The same limiter as {@link #limiter()}, as another node sees it: over a connection of its own. */
    protected abstract RateLimiterProvider limiterOfAnotherNode();

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

    /** Whatever is taken, given back, asked and reset by how many, and however the clock goes: never more than a bucket's worth. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void noPermitIsMadeOfNothing(long seed) {
        Random random = new Random(seed);
        int permits = 1 + random.nextInt(8);
        int period = permits * (1 + random.nextInt(100));
        Limit limit = new Limit("steps", "seed-" + seed, permits, Duration.ofSeconds(period));
        double most = permits;
        int outstanding = 0;

        for (int i = 0; i < 400; i++) {
            int step = random.nextInt(10) == 0 ? -random.nextInt(2 * period) : random.nextInt(period / permits + 1);
            long before = Time.currentTimeMillis();
            later(Duration.ofSeconds(Time.getOffset() + step));
            // what a clock that is set back takes away, it does not give a second time
            most = Math.min(permits, most + (double) permits * Math.max(0, step) / period);
            if (outstanding > 0 && random.nextInt(6) == 0) {
                limiter().giveBack(REALM, List.of(limit));
                most++;
                outstanding--;
            } else if (node(i).acquire(REALM, List.of(limit)).allowed()) {
                most--;
                outstanding++;
            }
            double passed = Time.currentTimeMillis() - before - 1000.0 * step + 1;
            most = Math.min(permits, most + permits * Math.max(0, passed) / 1000 / period);
            assertThat(most).as("step %d", i).isGreaterThan(-0.001);
        }
    }

    @RepeatedTest(3)
    void aCrowdThatGivesBackLosesNothing() {
        Limit limit = limit("lent", 8);

        List<Boolean> allowed = Race.of(RUNNERS, i -> {
            boolean taken = node(i).acquire(REALM, List.of(limit)).allowed();
            if (taken && i % 2 == 0) {
                node(i + 1).giveBack(REALM, List.of(limit));
            }
            return taken;
        });

        assertThat(Collections.frequency(allowed, true)).isGreaterThanOrEqualTo(8);
        int kept = limiter().usage(REALM, List.of(limit)).get(0).used();
        assertThat(kept).isLessThanOrEqualTo(8);
        assertThat(take(limit, 20)).isEqualTo(8 - kept);
    }

    /** Who limits may go and come again: the count is not theirs. */
    @Test
    void whatWasTakenStaysTakenWhenTheCallerIsAnother() {
        Limit limit = limit("stays", 5);
        take(limit, 3);

        assertThat(limiterOfAnotherNode().usage(REALM, List.of(limit)).get(0).used())
                .isEqualTo(3);
        limiterOfAnotherNode().reset(REALM, List.of(limit));
        assertThat(take(limit, 10)).isEqualTo(5);
    }

    private RateLimiterProvider node(int number) {
        return number % 2 == 0 ? limiter() : limiterOfAnotherNode();
    }
}
