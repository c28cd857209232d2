package io.github.keycloakporter.email.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private final Slots slots = new Slots(3, 2);

    @Test
    void oneRealmLeavesRoomForTheOthers() {
        assertThat(slots.acquire("a")).isTrue();
        assertThat(slots.acquire("a")).isTrue();
        assertThat(slots.acquire("a")).isFalse();
        assertThat(slots.fullRealms()).containsExactly("a");
        assertThat(slots.acquire("b")).isTrue();
        assertThat(slots.acquire("c")).as("all are taken").isFalse();
        assertThat(slots.free()).isZero();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        slots.acquire("a");
        slots.acquire("a");
        slots.release("a", 2);
        assertThat(slots.free()).isEqualTo(3);
        assertThat(slots.fullRealms()).isEmpty();
        assertThat(slots.acquire("a")).isTrue();
    }

    @Test
    void givingNothingBackChangesNothing() {
        slots.acquire("a");
        slots.release("a", 0);
        assertThat(slots.free()).isEqualTo(2);
    }
}
