package io.github.keycloakporter.benchmarks.passwords;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks each contender the same questions, in turns, so that whatever disturbs the machine falls on all. */
final class PasswordRace {

    /**
     * One contender's figures.
     *
     * @param bytes of the heap, with everything the list needs
     * @param median microseconds of one question, over the turns
     * @param wrong strangers that were taken for members
     */
    record Figures(String label, long opened, long bytes, double median, long wrong) {}

    private final PasswordPlan plan;
    private final Consumer<String> progress;
    private final Path folder;

    PasswordRace(PasswordPlan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    /** @param strangers whether those are tried: rules refuse them for other reasons */
    List<Figures> run(List<Contender> contenders, int size, boolean strangers) throws IOException {
        Path list = list(size);
        List<String> questions = questions(size);
        List<Predicate<String>> opened = new ArrayList<>();
        List<long[]> costs = new ArrayList<>();
        for (Contender contender : contenders) {
            progress.accept(contender.label() + ", " + size + " entries");
            // once for the classes it needs, which are no part of the list
            contender.open(list);
            long before = used();
            long start = System.nanoTime();
            opened.add(contender.open(list));
            long millis = (System.nanoTime() - start) / 1_000_000;
            costs.add(new long[] {millis, used() - before});
        }
        double[][] times = new double[contenders.size()][plan.rounds()];
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            for (int i = 0; i < opened.size(); i++) {
                double micros = turn(opened.get(i), questions);
                if (round >= 0) {
                    times[i][round] = micros;
                }
            }
        }
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            Predicate<String> asked = opened.get(i);
            long wrong = strangers
                    ? IntStream.range(0, plan.strangers())
                            .filter(n -> asked.test("stranger " + n))
                            .count()
                    : 0;
            figures.add(
                    new Figures(contenders.get(i).label(), costs.get(i)[0], costs.get(i)[1], median(times[i]), wrong));
        }
        return figures;
    }

    private static double turn(Predicate<String> asked, List<String> questions) {
        int refused = 0;
        long start = System.nanoTime();
        for (String question : questions) {
            if (asked.test(question)) {
                refused++;
            }
        }
        double micros = (System.nanoTime() - start) / 1e3 / questions.size();
        if (refused < questions.size() / 2) {
            throw new IllegalStateException("A password on the list was let through");
        }
        return micros;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Half of them on the list, as somebody would type them; the other half good ones. */
    private List<String> questions(int size) {
        Random random = new Random(1);
        return IntStream.range(0, plan.questions())
                .mapToObj(i -> i % 2 == 0
                        ? entry(random.nextInt(size)).toUpperCase(Locale.ROOT)
                        : "Tolerable-Wetter-" + random.nextInt(1000) + "!")
                .toList();
    }

    private Path list(int size) throws IOException {
        Stream<String> entries =
                IntStream.range(0, size).mapToObj(PasswordRace::entry).sorted();
        return Files.write(folder.resolve("list-" + size + ".txt"), (Iterable<String>) entries::iterator);
    }

    /** A word that nobody uses, different for each number, in an order that is none. */
    private static String entry(int number) {
        return "w" + Long.toString(number * 2_654_435_761L & 0xffffffffL, 36) + "password";
    }

    /** What lives after the rest has been collected. */
    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
