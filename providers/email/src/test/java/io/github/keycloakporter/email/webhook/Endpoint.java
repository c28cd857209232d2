package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.TestRealm;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.models.RealmModel;

/** One endpoint without HTTP and Keycloak: the production dialect, and an outbox that only records. */
public final class Endpoint {

    public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    public static final ReplayWindow WINDOW = new ReplayWindow(Duration.ofMinutes(10));
    public static final int MAX_BODY = 64 * 1024;

    /** Status and error of an answer. */
    public record Answer(int status, Optional<String> error) {}

    private final RealmModel realm = TestRealm.withId("shop");
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RecordedEvents ledger = new RecordedEvents();
    private final Set<String> tokens = new HashSet<>();
    private final WebhookDialect dialect;
    private final Webhooks webhooks;
    private final Optional<String> key;

    public Endpoint(Function<WebhookMetrics, WebhookDialect> dialect, String key) {
        WebhookMetrics metrics = new WebhookMetrics(registry, System::currentTimeMillis);
        this.dialect = dialect.apply(metrics);
        this.webhooks = new Webhooks(List.of(this.dialect), MAX_BODY, metrics);
        this.key = Optional.ofNullable(key);
    }

    public Answer post(String body, Map<String, String> headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer post(byte[] body, Map<String, String> headers) {
        WebhookRequest request = new WebhookRequest(body, headers::get, NOW, (token, time) -> tokens.add(token));
        try {
            List<DeliveryEvent> events = webhooks.read(dialect, key, request);
            events.forEach(event -> ledger.report(realm, event));
            webhooks.accepted(dialect, events);
            return new Answer(dialect.received(), Optional.empty());
        } catch (WebhookRejection e) {
            return new Answer(e.reason().status(), Optional.of(e.reason().tag()));
        }
    }

    public List<DeliveryEvent> events() {
        return ledger.events();
    }

    public double counted(String type) {
        return count("porter.mail.webhook.events", "type", type);
    }

    public double rejected(String reason) {
        return count("porter.mail.webhook.rejected", "reason", reason);
    }

    private double count(String name, String label, String value) {
        Counter counter = registry.find(name)
                .tags("provider", dialect.provider(), label, value)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
