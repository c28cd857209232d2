package io.github.keycloakporter.redis.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.spi.TestRealm;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealmTagTest {

    @Test
    void aRealmsTagIsShortAndItsOwn() {
        assertThat(Stream.of("master", "porter", "", "{x}")
                        .map(TestRealm::withId)
                        .map(RealmTag::of))
                .allMatch(tag -> tag.matches("\\{[0-9a-f]{8}}"))
                .doesNotHaveDuplicates();
        assertThat(RealmTag.of(TestRealm.withId("porter"))).isEqualTo(RealmTag.of(TestRealm.withId("porter")));
    }
}
