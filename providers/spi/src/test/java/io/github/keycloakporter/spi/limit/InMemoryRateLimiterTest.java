package io.github.keycloakporter.spi.limit;

class InMemoryRateLimiterTest extends RateLimiterLoadContract {

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
