package io.github.keycloakporter.email.webhook;

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

/** One endpoint without HTTP and Keycloak around it: the real intake, the real dialect, a ledger that only records. */
final class Endpoint {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final ReplayWindow WINDOW = new ReplayWindow(Duration.ofMinutes(10));
    static final int MAX_BODY = 64 * 1024;

    private final RealmModel realm = TestRealm.withId("shop");
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RecordedEvents ledger = new RecordedEvents();
    private final Set<String> tokens = new HashSet<>();
    private final WebhookDialect dialect;
    private final WebhookIntake intake;
    private final Optional<String> key;

    Endpoint(Function<WebhookMetrics, WebhookDialect> dialect, String key) {
        WebhookMetrics metrics = new WebhookMetrics(registry, System::currentTimeMillis);
        this.dialect = dialect.apply(metrics);
        this.intake = new WebhookIntake(List.of(this.dialect), MAX_BODY, metrics);
        this.key = Optional.ofNullable(key);
    }

    WebhookAnswer post(String body, Map<String, String> headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    WebhookAnswer post(byte[] body, Map<String, String> headers) {
        return intake.take(
                dialect.provider(),
                body,
                key,
                found -> new WebhookRequest(body, headers::get, found, NOW, (token, time) -> tokens.add(token)),
                events -> (int) events.stream()
                        .filter(event -> ledger.report(realm, event))
                        .count());
    }

    List<DeliveryEvent> events() {
        return ledger.events();
    }

    double counted(String type) {
        return count("porter.mail.webhook.events", "type", type);
    }

    double rejected(String reason) {
        return count("porter.mail.webhook.rejected", "reason", reason);
    }

    private double count(String name, String label, String value) {
        Counter counter = registry.find(name)
                .tags("provider", dialect.provider(), label, value)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
