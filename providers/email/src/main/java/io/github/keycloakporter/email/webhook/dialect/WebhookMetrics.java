package io.github.keycloakporter.email.webhook.dialect;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What /metrics tells of the webhooks: {@code porter_mail_webhook_events_total{provider,type}},
 * {@code porter_mail_webhook_rejected_total{provider,reason}} and
 * {@code porter_mail_webhook_last_report_timestamp_seconds{provider}}. All labels come from closed sets.
 */
public final class WebhookMetrics {

    private static final String IGNORED = "ignored";
    private static final String BAD_ENTRY = "entry";

    private final MeterRegistry registry;
    private final LongSupplier now;
    private final Map<String, AtomicLong> lastReports = new ConcurrentHashMap<>();

    /** @param now the clock, in milliseconds since 1970 */
    public WebhookMetrics(MeterRegistry registry, LongSupplier now) {
        this.registry = registry;
        this.now = now;
    }

    /**
     * Counters of a provider at 0, and the gauge of its last report.
     *
     * @param setUp whether the server has a key for it: then the silence counts from now on. A realm may have a key of its own; there
     *     it counts from the first report
     */
    public void watch(String provider, boolean setUp) {
        for (DeliveryEvent.Type type : DeliveryEvent.Type.values()) {
            events(provider, tag(type));
        }
        events(provider, IGNORED);
        for (WebhookRejection.Reason reason : WebhookRejection.Reason.values()) {
            rejections(provider, reason.tag());
        }
        rejections(provider, BAD_ENTRY);
        AtomicLong last = new AtomicLong(setUp ? now.getAsLong() : 0);
        lastReports.put(provider, last);
        TimeGauge.builder("porter.mail.webhook.last.report.timestamp", last, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("When the provider reported last, or this node started; 0 while it is not set up")
                .tag("provider", provider)
                .register(registry);
    }

    /** An event of a believed request, repeated ones too. */
    public void event(String provider, DeliveryEvent.Type type) {
        event(provider, tag(type));
    }

    /** An event that changes nothing, such as an opened mail. */
    public void ignored(String provider) {
        event(provider, IGNORED);
    }

    public void rejected(String provider, WebhookRejection.Reason reason) {
        rejected(provider, reason.tag());
    }

    /** One event of a believed request that cannot be understood. */
    public void badEntry(String provider) {
        rejected(provider, BAD_ENTRY);
    }

    private void event(String provider, String type) {
        events(provider, type).increment();
        AtomicLong last = lastReports.get(provider);
        if (last != null) {
            last.accumulateAndGet(now.getAsLong(), Math::max);
        }
    }

    private static String tag(DeliveryEvent.Type type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Counter events(String provider, String type) {
        return Counter.builder("porter.mail.webhook.events")
                .description("Delivery events that mail providers reported")
                .tags("provider", provider, "type", type)
                .register(registry);
    }

    private void rejected(String provider, String reason) {
        rejections(provider, reason).increment();
    }

    private Counter rejections(String provider, String reason) {
        return Counter.builder("porter.mail.webhook.rejected")
                .description("Delivery reports that were not taken")
                .tags("provider", provider, "reason", reason)
                .register(registry);
    }
}
