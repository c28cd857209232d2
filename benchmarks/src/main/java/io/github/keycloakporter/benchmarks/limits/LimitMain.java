package io.github.keycloakporter.benchmarks.limits;

import io.github.keycloakporter.localstack.RedisServer;
import java.nio.file.Path;
import java.util.List;

/** Measures the rate limiter beside others on a Redis of its own and prints one table. */
public final class LimitMain {

    private LimitMain() {}

    /** @param arguments {@code --quick} for small numbers, or nothing */
    public static void main(String... arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && !words.equals(List.of("--quick"))) {
            System.err.println("bench: unknown words " + words + "; there is --quick");
            System.exit(2);
        }
        Path home = Path.of("target", "bench-redis").toAbsolutePath();
        try (RedisServer redis = RedisServer.builder().dir(home).start()) {
            LimitPlan plan = words.isEmpty() ? LimitPlan.FULL : LimitPlan.QUICK;
            System.out.print(new LimitReport(new LimitRace(plan, System.err::println).run(redis.uri())).text());
        }
    }
}
