package io.github.keycloakporter.spi.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.models.RevokedTokenProvider;

/** What Keycloak asks of a store of revoked tokens. */
public abstract class RevokedTokenContract {

    private final String id = UUID.randomUUID().toString();

    /** The store as one of two nodes has it. */
    protected abstract RevokedTokenProvider store(int node);

    @AfterEach
    void putTheClockBack() {
        Time.setOffset(0);
    }

    @Test
    void aTokenIsRevokedOnceAndOnEveryNode() {
        assertThat(store(0).contains(id)).isFalse();

        assertThat(store(0).put(id, 60)).isTrue();

        assertThat(store(1).contains(id)).isTrue();
        assertThat(store(1).put(id, 60)).isFalse();
    }

    @Test
    void itIsForgottenWhenItWouldNotBeAcceptedAnyMore() {
        store(0).put(id, 60);
        Time.setOffset(59);
        assertThat(store(1).contains(id)).isTrue();
        Time.setOffset(61);
        assertThat(store(1).contains(id)).isFalse();
        assertThat(store(1).put(id, 60)).isTrue();
        assertThat(store(0).put(id, 60)).isFalse();
    }

    @Test
    void oneOfManyRevokesIt() {
        AtomicInteger first = new AtomicInteger();
        IntStream.range(0, 200).parallel().forEach(i -> {
            if (store(i % 2).put(id, 60)) {
                first.incrementAndGet();
            }
        });
        assertThat(first).hasValue(1);
    }

    @Test
    void keyAndLifespanAreChecked() {
        assertThatThrownBy(() -> store(0).put(null, 60)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> store(0).contains(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> store(0).put(id, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
