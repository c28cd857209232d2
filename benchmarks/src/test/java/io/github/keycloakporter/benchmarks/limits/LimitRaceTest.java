package io.github.keycloakporter.benchmarks.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.localstack.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each contender for a moment. Whether the figures are good, no test decides. */
@Tag("slow")
class LimitRaceTest {

    private static final LimitPlan MOMENT =
            new LimitPlan(List.of(1, 2), 20, Duration.ofMillis(50), Duration.ofMillis(50), 2);

    @Test
    void everyContenderDecides(@TempDir Path home) throws Exception {
        try (RedisServer redis = RedisServer.builder().dir(home).start()) {
            Map<Integer, Map<String, Turns.Figures>> figures = new LimitRace(MOMENT, step -> {}).run(redis.uri());

            assertThat(figures).containsOnlyKeys(1, 2).allSatisfy((threads, all) -> assertThat(all)
                    .containsOnlyKeys("Porter", "bare EVALSHA", "bucket4j", "Redisson")
                    .allSatisfy((label, one) -> {
                        assertThat(one.decisionsPerSecond()).isPositive();
                        assertThat(one.p99()).isGreaterThanOrEqualTo(one.median());
                    }));
            assertThat(new LimitReport(figures).text())
                    .contains("| bucket4j     |       2 |")
                    .contains("|              1.00x |");
        }
    }
}
