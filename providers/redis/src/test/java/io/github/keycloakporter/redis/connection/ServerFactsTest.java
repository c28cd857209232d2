package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFactsTest {

    @ParameterizedTest
    @ValueSource(strings = {"6.2.0", "6.2.11", "7.0.15", "8.0.2", "10.1.0"})
    void aFittingServerIsNotComplainedAbout(String version) {
        ServerFacts facts =
                ServerFacts.of("# Server\r\nredis_version:" + version + "\r\nmaxmemory_policy:noeviction\r\n");
        assertThat(facts.version()).isEqualTo(version);
        assertThat(facts.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0.16", "5.0.14", "2.8"})
    void anOldServerIsNamedWithTheMend(String version) {
        assertThat(ServerFacts.of("redis_version:" + version).complaints())
                .singleElement()
                .asString()
                .contains(version, "6.2 or newer");
    }

    @Test
    void aServerThatThrowsKeysAwayIsNamedWithTheMend() {
        assertThat(ServerFacts.of("redis_version:7.0.15\nmaxmemory_policy:allkeys-lru")
                        .complaints())
                .singleElement()
                .asString()
                .contains("allkeys-lru", "noeviction");
    }

    @Test
    void aServerThatSaysNothingIsTaken() {
        assertThat(ServerFacts.of("")).isEqualTo(new ServerFacts("unknown", "noeviction", true));
    }
}
