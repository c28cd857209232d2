package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RealmBulkheadTest {

    private final RealmBulkhead bulkhead = new RealmBulkhead(3, 2);

    @Test
    void oneRealmLeavesRoomForTheOthers() {
        assertThat(bulkhead.acquire("a")).isTrue();
        assertThat(bulkhead.acquire("a")).isTrue();
        assertThat(bulkhead.acquire("a")).isFalse();
        assertThat(bulkhead.fullRealms()).containsExactly("a");
        assertThat(bulkhead.acquire("b")).isTrue();
        assertThat(bulkhead.acquire("c")).as("all are taken").isFalse();
        assertThat(bulkhead.free()).isZero();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        bulkhead.acquire("a");
        bulkhead.acquire("a");
        bulkhead.release("a");
        bulkhead.release("a");
        assertThat(bulkhead.free()).isEqualTo(3);
        assertThat(bulkhead.fullRealms()).isEmpty();
        assertThat(bulkhead.acquire("a")).isTrue();
    }
}
