package io.github.keycloakporter.email.webhook.dialect;

import java.time.Duration;

/** What must not come twice, shared by all nodes. */
public interface ReplayCache {

    /**
     * Remembers a token. Of many callers with the same one, exactly one is the first. Forgotten again if the request
     * fails, so that the provider's next attempt is not refused.
     */
    boolean first(String token, Duration remember);
}
