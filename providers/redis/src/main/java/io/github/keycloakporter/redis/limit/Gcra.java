package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.LimitUsage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The generic cell rate algorithm (ITU-T I.371) in microseconds. A limit is one number: the time at which all of its
 * permits will be back. A charge moves it on by one interval; it may run ahead of now by no more than the burst.
 */
final class Gcra {

    private Gcra() {}

    /** Until one permit is back; rounded up, so that no window gets more than it may. */
    static long interval(Limit limit) {
        Duration time = limit.period();
        long period = TimeUnit.SECONDS.toMicros(time.getSeconds()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
        return (period + limit.permits() - 1) / limit.permits();
    }

    /** Until all permits are back, once all are used. */
    static long burst(Limit limit) {
        return interval(limit) * limit.permits();
    }

    /**
     * The time that counts. One further ahead than all permits was written before the clock was set back: then all count as
     * used, and nobody is locked out for longer than the period.
     */
    static long stored(Limit limit, long time, long now) {
        return Math.min(Math.max(time, now), now + burst(limit));
    }

    /** @param ahead how far the limit's time is ahead of now */
    static LimitUsage usage(Limit limit, long ahead) {
        long used = Math.min(Math.max(0, ahead), burst(limit));
        long interval = interval(limit);
        return new LimitUsage(limit, (int) ((used + interval - 1) / interval), micros(used));
    }

    static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
