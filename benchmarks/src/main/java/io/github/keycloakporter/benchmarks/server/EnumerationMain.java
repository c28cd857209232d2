package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.benchmarks.server.Enumeration.Form;
import io.github.keycloakporter.localstack.Progress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures whether the time of a reset request or a sign-up tells who has an account, and prints tables. */
public final class EnumerationMain {

    private static final Pattern OPTION = Pattern.compile("--(requests|sign-ups|stock)=(\\d{1,6})");

    /** As shipped. */
    private static final int ANSWER_MILLIS = 250;

    private static final Progress STEPS = (what, work) -> {
        System.err.println(what);
        work.run();
    };

    private EnumerationMain() {}

    /**
     * @param arguments {@code --requests=N} resets of each kind, {@code --sign-ups=N} of each kind, {@code --stock=N} resets of
     *     plain Keycloak, whose registration form says who has an account; 0 leaves a part out
     */
    public static void main(String... arguments) {
        int requests = 1_000;
        int signUps = 300;
        int stock = 200;
        for (String argument : arguments) {
            Matcher option = OPTION.matcher(argument);
            if (!option.matches()) {
                System.err.println("bench: unknown word '" + argument + "'; there are --requests=N, --sign-ups=N and"
                        + " --stock=N");
                System.exit(2);
            } else if (option.group(1).equals("stock")) {
                stock = Integer.parseInt(option.group(2));
            } else if (option.group(1).equals("sign-ups")) {
                signUps = Integer.parseInt(option.group(2));
            } else {
                requests = Integer.parseInt(option.group(2));
            }
        }
        try {
            run(requests, signUps, stock);
        } catch (Exception | LinkageError | AssertionError e) {
            e.printStackTrace();
            // parts of a stack that did not start would keep the JVM alive
            System.exit(1);
        }
    }

    /** One server after the other, so that each has the machine to itself. */
    private static void run(int requests, int signUps, int stock) throws Exception {
        Path filler = FillerJar.pack(Path.of("benchmarks", "target", "queue-filler.jar"));
        try (SmtpSink smtp = new SmtpSink();
                SendGridSink sendGrid = new SendGridSink()) {
            if (requests > 0 || signUps > 0) {
                try (Server porter = Server.porter(smtp, sendGrid, filler, 1, ANSWER_MILLIS, STEPS)) {
                    measure(porter, Form.RESET, requests);
                    measure(porter, Form.REGISTRATION, signUps);
                }
            }
            if (stock > 0) {
                try (Server server = Server.stock(smtp, STEPS)) {
                    measure(server, Form.RESET, stock);
                }
            }
        }
    }

    private static void measure(Server server, Form form, int requests) {
        if (requests == 0) {
            return;
        }
        EnumerationFigures figures = new Enumeration(server, form).run(requests);
        System.out.println(figures.kinds().text());
        System.out.println(figures.pairs().text());
    }
}
