package io.github.keycloakporter.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

class ResetDeskTest {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofDays(1);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void whatIsTakenIsWorkedOffOnce() {
        try (ResetDesk desk = open(request -> done.add(request.name()), SOON)) {
            IntStream.range(0, 5).forEach(i -> desk.take(request("name " + i)));
            await().until(() -> done.size() >= 5);
        }
        assertThat(done).containsExactlyInAnyOrder("name 0", "name 1", "name 2", "name 3", "name 4");
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        try (ResetDesk desk = open(request -> done.add(request.name()), NEVER)) {
            IntStream.range(0, 12).forEach(i -> desk.take(request("name " + i)));
            assertThat(lost("full")).isEqualTo(2);
        }
        assertThat(done).as("worked off at the stop").hasSize(10);
    }

    @Test
    void whatFailsIsTriedAgainAndHoldsUpNobody() {
        AtomicInteger tries = new AtomicInteger();
        ResetDesk.Work work = request -> {
            if (request.name().equals("unlucky") && tries.incrementAndGet() < 3) {
                throw new IllegalStateException("Redis is away");
            }
            done.add(request.name());
        };
        try (ResetDesk desk = open(work, SOON)) {
            desk.take(request("unlucky"));
            desk.take(request("good"));
            await().until(() -> done.size() == 2);
        }
        assertThat(done).containsExactlyInAnyOrder("good", "unlucky");
        assertThat(lost("failed")).isZero();
    }

    @Test
    void whatFailsToTheEndIsDroppedAndCounted() {
        ResetDesk.Work work = request -> {
            throw new IllegalStateException("Redis is away");
        };
        try (ResetDesk desk = open(work, SOON)) {
            desk.take(request("unlucky"));
            await().until(() -> lost("failed") == 1);
        }
    }

    private ResetDesk open(ResetDesk.Work work, Duration tick) {
        ResetDesk desk = new ResetDesk(work, registry, 10, tick, SOON);
        desk.open();
        return desk;
    }

    private double lost(String reason) {
        return registry.find("porter.reset.lost").tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static ResetRequest request(String name) {
        URI base = URI.create("https://id.example.org/");
        return new ResetRequest(
                Instant.EPOCH,
                "realm",
                Optional.empty(),
                name,
                "app",
                "a.b.c",
                base,
                base,
                "192.0.2.1",
                "en",
                false,
                new Event(),
                new MailConfig(true, false));
    }
}
