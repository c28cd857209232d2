package io.github.keycloakporter.password.breach;

import com.github.benmanes.caffeine.cache.Cache;
import java.io.IOException;

/** What Have I Been Pwned knows. Lives for one request; the answers stay longer. */
final class OnlineBreaches implements Breaches {

    private final RangeClient client;
    private final Cache<String, Range> answers;
    private final BreachLookupMetrics lookUps;

    OnlineBreaches(RangeClient client, Cache<String, Range> answers, BreachLookupMetrics lookUps) {
        this.client = client;
        this.answers = answers;
        this.lookUps = lookUps;
    }

    /** Two who ask for the same range at once both send: nobody waits for another's second. */
    @Override
    public boolean contain(Sha1 password) {
        Range range = answers.getIfPresent(password.prefix());
        if (range == null) {
            if (lookUps.pausing()) {
                return false;
            }
            try {
                range = client.fetch(password.prefix());
            } catch (IOException e) {
                lookUps.failed(e);
                return false;
            }
            lookUps.answered();
            answers.put(password.prefix(), range);
        }
        return lookUps.told(range.contains(password));
    }
}
