package io.github.keycloakporter.it.chaos;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command behind scripts/chaos.sh. */
public final class ChaosMain {

    private static final int SEEDS = 1_000_000;

    private int minutes = 2;
    private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

    private ChaosMain(List<String> arguments) {
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--minutes" -> minutes = (int) number(argument, rest, 1, 24 * 60);
                case "--seed" -> seed = number(argument, rest, 0, Long.MAX_VALUE);
                default ->
                    throw new IllegalArgumentException("Unknown option " + argument + ": see scripts/chaos.sh --help");
            }
        }
    }

    /** Ends with 0 if every promise was kept, with 1 if one was broken, with 2 if the run itself failed. */
    public static void main(String[] arguments) {
        // the mail library and Awaitility tell everything
        Logger.getLogger("").setLevel(Level.WARNING);
        // Ctrl-C, too: nothing that was started survives
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly), "stop"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status = 2;
        try {
            ChaosMain options = new ChaosMain(List.of(arguments));
            ChaosRun.Outcome outcome = new ChaosRun(options.minutes, options.seed, out).run();
            out.println(outcome.markdown());
            status = outcome.clean() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("porter: " + e.getMessage());
        } catch (Exception e) {
            Logger.getLogger(ChaosMain.class.getName()).log(Level.SEVERE, "The run failed", e);
        }
        System.exit(status);
    }

    private static long number(String option, Iterator<String> rest, long least, long most) {
        String value = rest.hasNext() ? rest.next() : "";
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(option, value, least, most), e);
        }
        throw new IllegalArgumentException(complaint(option, value, least, most));
    }

    private static String complaint(String option, String value, long least, long most) {
        return option + " must be a number from " + least + " to " + most + ", not '" + value + "'";
    }
}
