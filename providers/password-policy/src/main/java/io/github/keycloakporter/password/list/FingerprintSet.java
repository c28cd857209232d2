package io.github.keycloakporter.password.list;

import java.util.Arrays;

/**
 * A sorted set of fingerprints in Elias and Fano's code (R. Fano 1971, P. Elias 1974): the upper bits of each are counted in
 * unary, the lower bits stand in a row. A million entries take 20 upper bits in two bits each and 28 lower ones, 3.8 MB;
 * a stranger is taken for a member with a chance of n / 2^48, one in 280 million.
 */
final class FingerprintSet {

    /** Of how many buckets one has its place written down; the others are counted from there. */
    private static final int STRIDE = 256;

    private final int count;
    private final int lowBits;
    private final long[] upper;
    private final long[] lower;
    private final int[] places;

    /** @param upper for each value of the upper bits as many ones as there are members, then a zero */
    FingerprintSet(int count, long[] upper, long[] lower) {
        this.count = count;
        this.lowBits = lowBits(count);
        if (upper.length != upperWords(count) || lower.length != lowerWords(count)) {
            throw new IllegalArgumentException("the number of words does not fit the number of members");
        }
        if (Arrays.stream(upper).mapToInt(Long::bitCount).sum() != count) {
            throw new IllegalArgumentException("the upper bits do not count as many members");
        }
        this.upper = upper;
        this.lower = lower;
        this.places = places();
    }

    /** @param fingerprints in any order, with or without doubles */
    static FingerprintSet of(long[] fingerprints) {
        long[] sorted = Arrays.stream(fingerprints).sorted().distinct().toArray();
        int count = sorted.length;
        int lowBits = lowBits(count);
        long[] upper = new long[upperWords(count)];
        long[] lower = new long[lowerWords(count)];
        for (int i = 0; i < count; i++) {
            long place = (sorted[i] >>> lowBits) + i;
            upper[(int) (place >>> 6)] |= 1L << place;
            put(lower, (long) i * lowBits, sorted[i] & mask(lowBits));
        }
        return new FingerprintSet(count, upper, lower);
    }

    static int upperWords(int count) {
        return words(count + (1L << (Fingerprint.BITS - lowBits(count))));
    }

    static int lowerWords(int count) {
        return words((long) count * lowBits(count));
    }

    /** As many upper bits as make the buckets about as many as the members. */
    private static int lowBits(int count) {
        return Fingerprint.BITS - Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, count - 1)));
    }

    boolean contains(long fingerprint) {
        long bucket = fingerprint >>> lowBits;
        long low = fingerprint & mask(lowBits);
        long place = start((int) bucket);
        for (int i = (int) (place - bucket); isMember(place); i++, place++) {
            if (get(lower, (long) i * lowBits, lowBits) == low) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return count;
    }

    /** What the three arrays take; the object itself is a few dozen bytes more. */
    long sizeInBytes() {
        return 8L * upper.length + 8L * lower.length + 4L * places.length;
    }

    long[] upper() {
        return upper.clone();
    }

    long[] lower() {
        return lower.clone();
    }

    private boolean isMember(long place) {
        return (upper[(int) (place >>> 6)] >>> place & 1) == 1;
    }

    /** Where the members of a bucket begin: behind the zero that ends the bucket before. */
    private long start(int bucket) {
        long place = places[bucket / STRIDE];
        int zeros = bucket % STRIDE;
        while (zeros > 0) {
            long rest = ~upper[(int) (place >>> 6)] >>> place;
            int here = Long.bitCount(rest);
            if (here < zeros) {
                zeros -= here;
                place = (place | 63) + 1;
            } else {
                while (zeros > 1) {
                    rest &= rest - 1;
                    zeros--;
                }
                return place + Long.numberOfTrailingZeros(rest) + 1;
            }
        }
        return place;
    }

    private int[] places() {
        int buckets = 1 << (Fingerprint.BITS - lowBits);
        int[] found = new int[(buckets + STRIDE - 1) / STRIDE];
        int bucket = 0;
        for (int place = 0; bucket < buckets; place++) {
            if (!isMember(place) && ++bucket % STRIDE == 0 && bucket < buckets) {
                found[bucket / STRIDE] = place + 1;
            }
        }
        return found;
    }

    private static int words(long bits) {
        return Math.toIntExact((bits + 63) >>> 6);
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private static void put(long[] row, long bit, long value) {
        int word = (int) (bit >>> 6);
        int shift = (int) (bit & 63);
        row[word] |= value << shift;
        if (shift > 64 - Fingerprint.BITS && value >>> (64 - shift) != 0) {
            row[word + 1] |= value >>> (64 - shift);
        }
    }

    private static long get(long[] row, long bit, int bits) {
        int word = (int) (bit >>> 6);
        int shift = (int) (bit & 63);
        long value = row[word] >>> shift;
        if (shift + bits > 64) {
            value |= row[word + 1] << (64 - shift);
        }
        return value & mask(bits);
    }
}
