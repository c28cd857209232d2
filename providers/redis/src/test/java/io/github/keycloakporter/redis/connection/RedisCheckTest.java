package io.github.keycloakporter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.ShippedAcl;
import io.github.keycloakporter.redis.TestNode;
import io.github.keycloakporter.spi.check.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rules find at real servers. */
class RedisCheckTest {

    private static final String RIGHTS = "~porter:* +@read +@write +@connection +@scripting";

    @TempDir
    private Path directory;

    static java.util.stream.Stream<Path> executables() {
        return EmbeddedRedis.executables();
    }

    @ParameterizedTest
    @MethodSource("executables")
    void theShippedServerHasNothing(Path executable) throws Exception {
        try (EmbeddedRedis redis = new EmbeddedRedis(
                executable, EmbeddedRedis.freePort(), ShippedAcl.in(directory), "appendonly yes", "dir " + directory)) {
            assertThat(findings("uri", redis.uri(), "username", "porter", "password", ShippedAcl.PASSWORD))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aServerAsItComesAndAsACacheHasMuch(Path executable) {
        try (EmbeddedRedis redis =
                new EmbeddedRedis(executable, EmbeddedRedis.freePort(), "maxmemory-policy allkeys-lru")) {
            assertThat(findings("uri", redis.uri()))
                    .extracting(finding -> finding.id() + ": " + finding.where() + " " + finding.found())
                    .containsExactly(
                            "redis-rights: The ACL user may run dangerous commands, such as FLUSHALL and KEYS, may run"
                                    + " CONFIG, may use keys outside of the prefix porter",
                            "redis-eviction: maxmemory-policy is allkeys-lru",
                            "redis-persistence: appendonly is no");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+time +info, may run dangerous commands; such as FLUSHALL and KEYS",
        "-@dangerous +time +info ~other:*,",
        "-@dangerous +time +info ~*, may use keys outside of the prefix porter",
        "-@dangerous +time +info +config, may run CONFIG"
    })
    void aRightTooMany(String more, String found) {
        try (EmbeddedRedis redis = new EmbeddedRedis("appendonly yes", "dir " + directory)) {
            redis.ask(("ACL SETUSER wide on >word " + RIGHTS + " " + more).split(" "));
            List<Finding> findings = findings("uri", redis.uri(), "username", "wide", "password", "word");
            if (found == null) {
                assertThat(findings).isEmpty();
            } else {
                assertThat(findings).singleElement().satisfies(finding -> {
                    assertThat(finding.id()).isEqualTo("redis-rights");
                    assertThat(finding.found()).isEqualTo(found.replace(';', ','));
                });
            }
        }
    }

    @Test
    void whatItDoesNotTellIsToldAndSoIsWhatItLacks() {
        try (EmbeddedRedis redis = new EmbeddedRedis()) {
            redis.ask(("ACL SETUSER silent on >word " + RIGHTS + " -@dangerous +time").split(" "));
            redis.ask(("ACL SETUSER narrow on >word " + RIGHTS + " -@dangerous +time +info -getdel").split(" "));

            assertThat(findings("uri", redis.uri(), "username", "silent", "password", "word"))
                    .extracting(Finding::id)
                    .containsExactly("redis-info");
            assertThat(findingsOnce(
                            state -> state.problem()
                                    .filter(why -> why.contains("+getdel"))
                                    .isPresent(),
                            "uri",
                            redis.uri(),
                            "username",
                            "narrow",
                            "password",
                            "word"))
                    .first()
                    .satisfies(finding -> {
                        assertThat(finding.id()).isEqualTo("redis-unusable");
                        assertThat(finding.found()).contains("+getdel");
                    });
        }
    }

    @Test
    void anOldServerAndAnotherClock() {
        List<Finding> found = new ArrayList<>();
        RedisCheck.running(
                RedisState.connecting(),
                Optional.of(new RedisAudit(
                        Optional.of(new ServerFacts("6.0.16", "noeviction", true)),
                        List.of(),
                        Optional.of(Duration.ofSeconds(-3)))),
                found::add);
        assertThat(found)
                .extracting(finding -> finding.id() + ": " + finding.where() + " " + finding.found())
                .containsExactly(
                        "redis-version: Redis has the version 6.0.16",
                        "clock-redis: The clock of Redis is 3000 ms behind this node's");
    }

    private static List<Finding> findings(String... options) {
        return findingsOnce(RedisState::up, options);
    }

    /** A busy machine may fail a first attempt to connect: that is a problem as well, but not the one to find. */
    private static List<Finding> findingsOnce(Predicate<RedisState> expected, String... options) {
        try (TestNode node = new TestNode(options)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> node.connections().state(), expected::test);
            List<Finding> found = new ArrayList<>();
            RedisCheck.running(node.connections().state(), node.connections().audit(), found::add);
            return found;
        }
    }
}
