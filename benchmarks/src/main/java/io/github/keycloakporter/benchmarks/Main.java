package io.github.keycloakporter.benchmarks;

import io.github.keycloakporter.localstack.RedisServer;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;

/** Measures everything on a Redis of its own and prints one table. */
public final class Main {

    private static final String ROUNDS = "--rounds=";
    private static final int DEFAULT_ROUNDS = 3;

    private Main() {}

    /** @param arguments {@code --rounds=N}: how often everything is measured; for each call the round in the middle counts */
    public static void main(String... arguments) throws RunnerException {
        int rounds = DEFAULT_ROUNDS;
        for (String argument : arguments) {
            if (!argument.matches(ROUNDS + "[1-9][0-9]?")) {
                System.err.println("bench: unknown option '" + argument
                        + "'; there is --rounds=N, N from 1 to 99 (default " + DEFAULT_ROUNDS + ")");
                System.exit(2);
            }
            rounds = Integer.parseInt(argument.substring(ROUNDS.length()));
        }
        Path home = Path.of("target", "bench-redis").toAbsolutePath();
        try (RedisServer redis = RedisServer.builder().dir(home).start()) {
            Report report = Suite.real(rounds).run(redis.uri(), System.err::println);
            System.out.println(report.text());
        }
    }
}
