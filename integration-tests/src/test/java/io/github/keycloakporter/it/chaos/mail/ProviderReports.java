package io.github.keycloakporter.it.chaos.mail;

import io.github.keycloakporter.it.harness.MailProviders;
import io.github.keycloakporter.it.harness.Realm;
import io.github.keycloakporter.it.harness.Rest;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SendGrid reports of the mails it took, signed and over HTTP: a dead mailbox bounces, a living one gets its mail. A report
 * that is not accepted comes again, as SendGrid's do.
 */
public final class ProviderReports implements AutoCloseable {

    private static final long AGAIN_SECONDS = 3;
    private static final long DELAY_MILLIS = 500;

    private static final String DELIVERED = "delivered";
    private static final String BOUNCE = "bounce";
    private static final String UNKNOWN =
            ",\"type\":\"bounce\",\"status\":\"5.1.1\",\"reason\":\"550 5.1.1 No such user\","
                    + "\"bounce_classification\":\"Invalid Address\"";
    private static final String REPUTATION =
            ",\"type\":\"bounce\",\"status\":\"5.0.0\",\"reason\":\"550 5.7.1 Blocked for"
                    + " its reputation\",\"bounce_classification\":\"Reputation\"";

    private final MailProviders providers;
    private final Realm realm;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Map<String, String> reported = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean reputationBounces;

    public ProviderReports(MailProviders providers, Realm realm) {
        this.providers = providers;
        this.realm = realm;
    }

    /** While true SendGrid is told that mailboxes, dead or living, refused the mail because of its sender. */
    public void reputationBounces(boolean value) {
        reputationBounces = value;
    }

    public void of(Arrival arrival) {
        if (!arrival.transport().equals("sendgrid")) {
            return;
        }
        boolean dead = Addresses.isDead(arrival.address());
        String event = dead || reputationBounces ? BOUNCE : DELIVERED;
        String more = reputationBounces ? REPUTATION : dead ? UNKNOWN : "";
        open.incrementAndGet();
        threads.schedule(() -> post(arrival, event, more), DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether SendGrid reported a bounce of the mail. */
    public boolean bounced(String mailId) {
        return BOUNCE.equals(reported.get(mailId));
    }

    /** Reports that Porter did not accept so far. */
    public int open() {
        return open.get();
    }

    public int accepted() {
        return reported.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void post(Arrival arrival, String event, String more) {
        try {
            Rest.Answer answer = providers.sendGridReports(realm, arrival.mailId(), event, Instant.now(), more);
            if (answer.status() < 300) {
                reported.merge(arrival.mailId(), event, (one, other) -> one.equals(BOUNCE) ? one : other);
                open.decrementAndGet();
                return;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            // comes again, as after any answer but success
        }
        threads.schedule(() -> post(arrival, event, more), AGAIN_SECONDS, TimeUnit.SECONDS);
    }
}
