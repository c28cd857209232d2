package io.github.keycloakporter.email.webhook.dialect;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How old a signature may be. Events inside of it may be as old as they like.
 *
 * @param width into the past and, for clocks that differ, into the future
 */
public record ReplayWindow(Duration width) {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    /** @throws WebhookRejection where the moment lies outside */
    public void check(Instant signedAt, Instant now) throws WebhookRejection {
        if (Duration.between(signedAt, now).abs().compareTo(width) > 0) {
            throw new WebhookRejection(Reason.STALE);
        }
    }

    /** The same for seconds since 1970 as they stand in a header or a field. */
    public void check(String epochSeconds, Instant now) throws WebhookRejection {
        if (!SECONDS.matcher(epochSeconds).matches()) {
            throw new WebhookRejection(Reason.STALE);
        }
        check(Instant.ofEpochSecond(Long.parseLong(epochSeconds)), now);
    }

    /** How long a token has to be remembered until its own timestamp refuses it, even one from a clock ahead of ours. */
    public Duration memory() {
        return width.multipliedBy(2).plusSeconds(1);
    }
}
