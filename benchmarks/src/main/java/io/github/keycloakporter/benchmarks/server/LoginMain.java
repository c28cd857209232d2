package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.benchmarks.server.LoginFigures.Operation;
import io.github.keycloakporter.localstack.Progress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures the processor time that log-ins and token refreshes take, with Porter and without, and prints a table. */
public final class LoginMain {

    private static final Pattern OPTION = Pattern.compile("--(rounds|warm-up|nodes)=(\\d{1,4})");

    /** People in a batch: many enough that the system's clock of 10 ms steps is exact to a percent. */
    private static final int BATCH = 50;

    private static final Progress STEPS = (what, work) -> {
        System.err.println(what);
        work.run();
    };

    private LoginMain() {}

    /**
     * @param arguments {@code --rounds=N} measured rounds, {@code --warm-up=N} rounds that are not counted, {@code --nodes=N} for one
     *     installation only (default: one node, then two)
     */
    public static void main(String... arguments) {
        int rounds = 30;
        int warmUp = 20;
        List<Integer> nodes = List.of(1, 2);
        for (String argument : arguments) {
            Matcher option = OPTION.matcher(argument);
            if (!option.matches()) {
                System.err.println(
                        "bench: unknown word '" + argument + "'; there are --rounds=N, --warm-up=N and --nodes=N");
                System.exit(2);
            } else if (option.group(1).equals("rounds")) {
                rounds = Integer.parseInt(option.group(2));
            } else if (option.group(1).equals("warm-up")) {
                warmUp = Integer.parseInt(option.group(2));
            } else {
                nodes = List.of(Integer.parseInt(option.group(2)));
            }
        }
        try {
            LoginFigures figures = new LoginFigures();
            for (int count : nodes) {
                measure(count, warmUp, rounds, figures);
            }
            System.out.println(figures.table(nodes).text());
        } catch (Exception | LinkageError | AssertionError e) {
            e.printStackTrace();
            // parts of a stack that did not start would keep the JVM alive
            System.exit(1);
        }
    }

    /** Both installations are up at once and take turns batch by batch. */
    private static void measure(int nodes, int warmUp, int rounds, LoginFigures figures) throws Exception {
        try (SmtpSink smtp = new SmtpSink();
                Server porter = Server.porter(smtp, nodes, STEPS);
                Server plain = Server.stock(smtp, nodes, STEPS)) {
            Logins withPorter = new Logins(porter, BATCH);
            Logins without = new Logins(plain, BATCH);
            System.err.println("measuring: nodes: " + nodes + ", rounds: " + rounds);
            for (int round = -warmUp; round < rounds; round++) {
                LoginFigures counted = round < 0 ? new LoginFigures() : figures;
                for (Operation operation : Operation.values()) {
                    counted.add(operation, nodes, porter.name(), withPorter.batch(operation));
                    counted.add(operation, nodes, plain.name(), without.batch(operation));
                }
            }
        }
    }
}
