package io.github.keycloakporter.it.chaos.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What people saw and did. */
public final class Diary {

    /** A page said that a mail is on its way. */
    public record Promise(String address, String kind, Instant asked) {

        @Override
        public String toString() {
            return kind + " to " + address + ", asked for at " + asked;
        }
    }

    /** A way that ended before its aim. */
    public record Setback(String life, Instant started, Instant at, String step, String what) {

        @Override
        public String toString() {
            return life + " since " + started + ", at " + step + " " + at + ": " + what;
        }
    }

    /** A link of an address is being used, until {@code to}. */
    private record Claim(Instant from, Instant to) {}

    private static final int SHOWN = 240;

    private final List<Promise> promises = new CopyOnWriteArrayList<>();
    private final List<Setback> setbacks = new CopyOnWriteArrayList<>();
    private final List<String> acceptedTwice = new CopyOnWriteArrayList<>();
    private final List<String> unproven = new CopyOnWriteArrayList<>();
    private final Map<String, List<Claim>> claims = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    public void promised(String address, String kind, Instant asked) {
        promises.add(new Promise(address, kind, asked));
    }

    /** From now on the mailed links that the address has may be dead: one of them is being used. */
    public void claims(String address) {
        claims.computeIfAbsent(address, key -> new CopyOnWriteArrayList<>()).add(new Claim(Instant.now(), Instant.MAX));
    }

    /** What {@link #claims} began has ended: the account does not change any more. */
    public void claimed(String address) {
        Instant now = Instant.now();
        claims.getOrDefault(address, List.of())
                .replaceAll(claim -> claim.to().equals(Instant.MAX) ? new Claim(claim.from(), now) : claim);
    }

    /** Whether a link of the address was being used at some time between the two. */
    public boolean claimedBetween(String address, Instant from, Instant to) {
        return claims.getOrDefault(address, List.of()).stream()
                .anyMatch(claim -> claim.to().isAfter(from) && claim.from().isBefore(to));
    }

    public void setback(String life, Instant started, String step, Throwable cause) {
        String what = cause.toString().replaceAll("\\s+", " ");
        setbacks.add(
                new Setback(life, started, Instant.now(), step, what.substring(0, Math.min(SHOWN, what.length()))));
    }

    /** Something that works once has worked a second time. */
    public void acceptedTwice(String evidence) {
        acceptedTwice.add(evidence + " at " + Instant.now());
    }

    /** Somebody got in whose address is not proven. */
    public void cameInUnproven(String evidence) {
        unproven.add(evidence + " at " + Instant.now());
    }

    public void count(String what) {
        counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    public List<Promise> promises() {
        return List.copyOf(promises);
    }

    public List<Setback> setbacks() {
        return List.copyOf(setbacks);
    }

    public List<String> acceptedTwice() {
        return List.copyOf(acceptedTwice);
    }

    public List<String> cameInUnproven() {
        return List.copyOf(unproven);
    }

    public int times(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    public Map<String, Integer> counts() {
        Map<String, Integer> sorted = new TreeMap<>();
        counts.forEach((what, count) -> sorted.put(what, count.get()));
        return sorted;
    }
}
