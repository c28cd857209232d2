package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintSetTest {

    private static final long UNIVERSE = 1L << Fingerprint.BITS;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 63, 64, 65, 255, 256, 257, 1000, 65_536, 65_537})
    void holdsItsMembersAndTheirNeighboursNot(int count) {
        long[] members =
                new Random(count).longs(0, UNIVERSE).distinct().limit(count).toArray();
        Set<Long> expected = Arrays.stream(members).boxed().collect(Collectors.toSet());
        FingerprintSet set = FingerprintSet.of(members);

        assertThat(set.size()).isEqualTo(count);
        assertThat(Arrays.stream(members)).allMatch(set::contains);
        LongStream.concat(Arrays.stream(members).flatMap(member -> LongStream.of(member - 1, member + 1)), edges())
                .filter(each -> each >= 0 && each < UNIVERSE)
                .forEach(each -> assertThat(set.contains(each)).as("%d", each).isEqualTo(expected.contains(each)));
    }

    /** All in a few buckets, so that others are empty and words of the upper bits are full. */
    @Test
    void holdsMembersThatStandCloseTogether() {
        long[] members = LongStream.concat(LongStream.range(5, 700), LongStream.range(UNIVERSE - 300, UNIVERSE))
                .toArray();
        FingerprintSet set = FingerprintSet.of(members);

        assertThat(Arrays.stream(members)).allMatch(set::contains);
        assertThat(LongStream.of(0, 4, 700, UNIVERSE / 2, UNIVERSE - 301)).noneMatch(set::contains);
    }

    @Test
    void countsADoubleOnce() {
        assertThat(FingerprintSet.of(new long[] {7, 9, 7}).size()).isEqualTo(2);
    }

    @Test
    void aMillionTakesLessThanFourMegabytes() {
        FingerprintSet set = FingerprintSet.of(
                new Random(1).longs(0, UNIVERSE).distinct().limit(1_000_000).toArray());

        assertThat(set.size()).isEqualTo(1_000_000);
        assertThat(set.sizeInBytes()).isEqualTo(3_772_456);
    }

    @Test
    void refusesUpperBitsThatCountOtherwise() {
        FingerprintSet set = FingerprintSet.of(new long[] {1, 2, 3});
        long[] upper = set.upper();
        upper[0] ^= 1;

        assertThatThrownBy(() -> new FingerprintSet(3, upper, set.lower()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FingerprintSet(3, set.upper(), new long[9]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LongStream edges() {
        return LongStream.of(0, 1, UNIVERSE / 2 - 1, UNIVERSE / 2, UNIVERSE - 1);
    }
}
