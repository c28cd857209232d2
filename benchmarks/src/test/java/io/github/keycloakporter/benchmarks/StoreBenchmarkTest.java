package io.github.keycloakporter.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.localstack.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each benchmark for a moment. Whether the figures are good, no test decides. */
@Tag("slow")
class StoreBenchmarkTest {

    private static final Plan MOMENT = new Plan(2, 0, Duration.ZERO, Duration.ofMillis(50));

    private RedisServer redis;

    @BeforeEach
    void start(@TempDir Path home) {
        redis = RedisServer.builder().dir(home).start();
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void everyOperationRunsBothWays() throws Exception {
        Report report = new Suite(List.of(MOMENT), 1, 50).run(redis.uri(), step -> {});

        assertThat(report.rows()).extracting(Report.Row::operation).containsExactly(Operation.values());
        assertThat(report.rows()).extracting(Report.Row::figures).allSatisfy(figures -> {
            assertThat(figures.ours()).isPositive();
            assertThat(figures.bare()).isPositive();
        });
        assertThat(report.memory().keys()).isBetween(200.0, 900.0);
        assertThat(report.text()).contains("| link claim               |       2 |");
    }

    @Test
    void ofSeveralRoundsTheOneInTheMiddleCounts() {
        Figures lucky = new Figures(100, 100);
        Figures middle = new Figures(110, 100);
        Figures disturbed = new Figures(400, 100);

        assertThat(Figures.middle(List.of(disturbed, lucky, middle))).isEqualTo(middle);
        assertThat(Figures.middle(List.of(disturbed, lucky))).isEqualTo(lucky);
    }
}
