package io.github.keycloakporter.benchmarks.server;

import io.github.keycloakporter.localstack.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures Porter's mail room beside stock Keycloak and prints tables. */
public final class MailMain {

    /** Of Porter's outbox, for all mails and for those of the one realm. */
    private static final int PARALLELISM = 16;

    /** Pages are measured by the work they take. */
    private static final int NO_WAIT = 0;

    /** On the standard error stream, so that the tables stay alone on the other one. */
    private static final Progress STEPS = (what, work) -> {
        System.err.println(what);
        work.run();
    };

    private enum Part {
        PAGES,
        DRAIN,
        LONG,
        BULK
    }

    private MailMain() {}

    /** @param arguments {@code --quick} for small numbers, and names of parts; none means all */
    public static void main(String... arguments) {
        MailPlan plan = MailPlan.FULL;
        List<Part> parts = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--quick")) {
                plan = MailPlan.QUICK;
            } else if (argument.matches("pages|drain|long|bulk")) {
                parts.add(Part.valueOf(argument.toUpperCase(Locale.ROOT)));
            } else {
                System.err.println("bench: unknown word '" + argument
                        + "'; there are --quick and the parts pages, drain, long, bulk (default: all)");
                System.exit(2);
            }
        }
        try {
            run(plan, parts.isEmpty() ? List.of(Part.values()) : parts);
        } catch (Exception | LinkageError | AssertionError e) {
            e.printStackTrace();
            // parts of a stack that did not start would keep the JVM alive
            System.exit(1);
        }
    }

    private static void run(MailPlan plan, List<Part> parts) throws Exception {
        Path filler = FillerJar.pack(Path.of("benchmarks", "target", "queue-filler.jar"));
        try (SmtpSink smtp = new SmtpSink();
                SendGridSink sendGrid = new SendGridSink();
                Server porter = Server.porter(smtp, sendGrid, filler, PARALLELISM, NO_WAIT, STEPS);
                Server stock = Server.stock(smtp, STEPS)) {
            Queue queue = new Queue(porter);
            for (Part part : parts) {
                System.err.println("measuring: " + part.name().toLowerCase(Locale.ROOT));
                switch (part) {
                    case PAGES -> {
                        PageFigures pages = new PageTimes(porter, stock, smtp).run(plan.warmUp(), plan.samples());
                        print(pages.times());
                        print(pages.ratios());
                    }
                    case DRAIN ->
                        print(new Drain(queue, stock, smtp, PARALLELISM).run(plan.drained(), plan.stockDrained()));
                    case LONG -> print(new LongQueue(queue, smtp).run(plan.queued()));
                    case BULK -> print(new Bulk(porter, queue, sendGrid).run(plan.bulk(), plan.single()));
                }
            }
        }
    }

    private static void print(Table table) {
        System.out.println(table.text());
    }
}
