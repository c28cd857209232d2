package io.github.keycloakporter.it.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What goes wrong when. The same seed gives the same schedule. Faults of one lane follow each other; those of the two lanes
 * overlap. Every fault occurs once before one occurs again.
 *
 * @param parts of nodes, Redis and database
 * @param mail of mail providers
 */
public record Schedule(long seed, List<Entry> parts, List<Entry> mail) {

    /** The end of the run in which no part fails: what was broken has to work again, under load. */
    public static final Duration CALM = Duration.ofSeconds(45);

    /** Mail providers fail a while longer than the parts: what then happens to a mail is theirs alone. */
    private static final Duration MAIL_CALM = Duration.ofSeconds(20);

    private static final Duration FIRST = Duration.ofSeconds(4);
    private static final Duration BETWEEN_BREATHERS = Duration.ofMinutes(4);
    private static final Duration BREATHER = Duration.ofSeconds(75);
    private static final int LEAST_PAUSE_MILLIS = 1_500;
    private static final int PAUSE_SPREAD_MILLIS = 3_500;

    /** Every so many pauses one is long enough to see everything work again. */
    private static final int LONG_PAUSE_EVERY = 4;

    private static final int LONG_PAUSE_MILLIS = 16_000;

    /**
     * One fault.
     *
     * @param at since the begin of the run
     */
    public record Entry(Duration at, Duration length, Fault fault) {

        /** When it is expected to be over, its end included. */
        public Duration over() {
            return at.plus(length).plus(fault.recovery());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%7.1f s  %4.1f s  %s", at.toMillis() / 1_000.0, length.toMillis() / 1_000.0, fault);
        }
    }

    /** @param length of the run, the calm end included */
    public static Schedule plan(long seed, Duration length, List<Fault> parts, List<Fault> mail) {
        List<Entry> lane = parts(new Random(seed), length.minus(CALM), parts);
        return new Schedule(seed, lane, mail(new Random(~seed), length.minus(MAIL_CALM), mail, lane));
    }

    private static List<Entry> parts(Random random, Duration end, List<Fault> faults) {
        List<Entry> entries = new ArrayList<>();
        Deck deck = new Deck(faults, random);
        Duration breather = BETWEEN_BREATHERS;
        for (Duration at = FIRST; at.compareTo(end) < 0; ) {
            Entry entry = entry(at, deck.deal(fault -> true), random);
            if (entry.over().compareTo(end) <= 0) {
                entries.add(entry);
                at = entry.over();
            }
            boolean isLong = entries.size() % LONG_PAUSE_EVERY == LONG_PAUSE_EVERY - 1;
            at = at.plusMillis(isLong ? LONG_PAUSE_MILLIS : pause(random));
            if (at.compareTo(breather) > 0) {
                at = at.plus(BREATHER);
                breather = at.plus(BETWEEN_BREATHERS);
            }
        }
        return List.copyOf(entries);
    }

    /**
     * While the parts have a breather, or a node is away whose mails the other one takes over, only such faults for which one of
     * the providers still works.
     */
    private static List<Entry> mail(Random random, Duration end, List<Fault> faults, List<Entry> parts) {
        List<Entry> entries = new ArrayList<>();
        Deck deck = new Deck(faults, random);
        for (Duration at = FIRST; at.compareTo(end) < 0; ) {
            boolean quiet = isQuiet(at, parts);
            Entry entry = entry(at, deck.deal(fault -> !quiet || fault.holds() == Fault.Holds.NOBODYS), random);
            if (entry.over().compareTo(end) <= 0) {
                entries.add(entry);
                at = entry.over();
            }
            at = at.plusMillis(pause(random));
        }
        return List.copyOf(entries);
    }

    private static boolean isQuiet(Duration at, List<Entry> parts) {
        Duration soon = at.plusMillis(LONG_PAUSE_MILLIS);
        return parts.stream()
                .filter(entry -> entry.at().compareTo(soon) < 0 && entry.over().compareTo(at) > 0)
                .allMatch(entry -> entry.fault().part() == Fault.Part.NODE);
    }

    private static Entry entry(Duration at, Fault fault, Random random) {
        long spread = fault.most().minus(fault.least()).toMillis();
        return new Entry(at, fault.least().plusMillis((long) (random.nextDouble() * spread)), fault);
    }

    private static int pause(Random random) {
        return LEAST_PAUSE_MILLIS + random.nextInt(PAUSE_SPREAD_MILLIS);
    }

    /** Deals every fault once before it deals one again. */
    private static final class Deck {

        private final List<Fault> faults;
        private final Random random;
        private final List<Fault> left = new ArrayList<>();

        Deck(List<Fault> faults, Random random) {
            this.faults = faults;
            this.random = random;
        }

        Fault deal(Predicate<Fault> wanted) {
            if (left.stream().noneMatch(wanted)) {
                List<Fault> shuffled = new ArrayList<>(faults);
                Collections.shuffle(shuffled, random);
                left.addAll(shuffled);
            }
            Fault dealt = left.stream().filter(wanted).findFirst().orElseThrow();
            left.remove(dealt);
            return dealt;
        }
    }
}
