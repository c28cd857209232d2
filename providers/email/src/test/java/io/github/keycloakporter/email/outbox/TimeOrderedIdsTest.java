package io.github.keycloakporter.email.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** RFC 9562, 5.7 and 6.2. */
class TimeOrderedIdsTest {

    private static final long NOW = 1_764_000_000_000L;

    private final TimeOrderedIds ids = new TimeOrderedIds();

    @Test
    void carriesVersionVariantAndTime() {
        for (int i = 0; i < 1_000; i++) {
            UUID id = UUID.fromString(ids.next(NOW + i));
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW + i);
        }
    }

    @Test
    void sortsByTimeAsText() {
        assertThat(List.of(ids.next(0), ids.next(NOW), ids.next(NOW + 1), ids.next((1L << 48) - 1)))
                .isSorted();
    }

    @Test
    void sortsByOrderWithinOneMillisecond() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next(NOW));
        }
        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 36);
    }

    @Test
    void sortsByOrderWhenTheClockIsSetBack() {
        assertThat(List.of(ids.next(NOW), ids.next(NOW - 60_000), ids.next(NOW)))
                .isSorted();
    }

    @Test
    void isDifferentForThreadsThatAskTogether() throws InterruptedException {
        ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8_000; i++) {
            threads.execute(() -> made.add(ids.next(NOW)));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made).hasSize(8_000).doesNotHaveDuplicates();
    }

    @Test
    void twoNodesShareNoneOfTheRandomBits() {
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < 1_000; i++) {
            UUID id = UUID.fromString(new TimeOrderedIds().next(NOW));
            ones |= id.getLeastSignificantBits();
            zeros |= ~id.getLeastSignificantBits();
        }
        assertThat(ones & zeros).isEqualTo(0x3fff_ffff_ffff_ffffL);
    }
}
