package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** RFC 9562, 5.7. */
class TimeOrderedIdTest {

    private static final long NOW = 1_764_000_000_000L;

    @Test
    void carriesVersionVariantAndTime() {
        for (int i = 0; i < 1_000; i++) {
            UUID id = UUID.fromString(TimeOrderedId.next(NOW + i));
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW + i);
        }
    }

    @Test
    void sortsByTimeAsText() {
        assertThat(TimeOrderedId.next(NOW)).isLessThan(TimeOrderedId.next(NOW + 1));
        assertThat(TimeOrderedId.next(0)).isLessThan(TimeOrderedId.next(NOW));
        assertThat(TimeOrderedId.next(NOW)).isLessThan(TimeOrderedId.next((1L << 48) - 1));
    }

    @Test
    void isDifferentEachTimeWithinOneMillisecond() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(TimeOrderedId.next(NOW));
        }
        assertThat(ids).hasSize(10_000).allMatch(id -> id.length() == 36);
    }

    @Test
    void everyFreeBitIsRandom() {
        long ones = 0;
        long zeros = 0;
        long onesHigh = 0;
        long zerosHigh = 0;
        for (int i = 0; i < 1_000; i++) {
            UUID id = UUID.fromString(TimeOrderedId.next(NOW));
            ones |= id.getLeastSignificantBits();
            zeros |= ~id.getLeastSignificantBits();
            onesHigh |= id.getMostSignificantBits();
            zerosHigh |= ~id.getMostSignificantBits();
        }
        assertThat(ones & zeros).isEqualTo(0x3fff_ffff_ffff_ffffL);
        assertThat(onesHigh & zerosHigh & 0xffff).isEqualTo(0x0fff);
    }
}
