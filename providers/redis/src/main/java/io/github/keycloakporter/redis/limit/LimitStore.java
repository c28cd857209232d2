package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.LimitUsage;
import java.util.List;

/** Where limits are counted. Each call is atomic over all of its limits, of which there is at least one. */
interface LimitStore {

    /**
     * @param limits no name twice
     * @param charge false asks what would be said, and charges nothing
     */
    StoreDecision decide(List<NamedLimit> limits, boolean charge);

    /** @param limits no name twice */
    void giveBack(List<NamedLimit> limits);

    List<LimitUsage> usage(List<NamedLimit> limits);

    void reset(List<NamedLimit> limits);
}
