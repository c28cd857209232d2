package io.github.keycloakporter.spi.limit;

class InMemoryRateLimiterTest extends RateLimiterContract {

    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter();

    @Override
    protected RateLimiterProvider limiter() {
        return limiter;
    }

    @Override
    protected RateLimiterProvider limiterOfAnotherNode() {
        return limiter;
    }
}
