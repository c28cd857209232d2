package io.github.keycloakporter.redis.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] PLAIN = "a target".getBytes(UTF_8);

    private final Seal seal = seal("one");

    @Test
    void whatWasSealedOpensWithTheSameKey() {
        byte[] sealed = seal.seal(PLAIN);

        assertThat(seal("one").open(sealed))
                .hasValueSatisfying(open -> assertThat(open).isEqualTo(PLAIN));
        assertThat(seal("another").open(sealed)).isEmpty();
        assertThat(sealed).hasSize(PLAIN.length + 28);
    }

    @Test
    void aChangedOrShortTextDoesNotOpen() {
        byte[] sealed = seal.seal(PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open(changed)).isEmpty();
        }
        assertThat(seal.open(new byte[27])).isEmpty();
        assertThat(seal.open(new byte[0])).isEmpty();
    }

    @Test
    void noTwoSealsAreAlike() {
        assertThat(seal.seal(PLAIN)).isNotEqualTo(seal.seal(PLAIN));
    }

    @Test
    void anEmptyTextIsFine() {
        assertThat(seal.open(seal.seal(new byte[0])))
                .hasValueSatisfying(open -> assertThat(open).isEmpty());
    }

    private static Seal seal(String name) {
        return new Seal(new KeyedHash("a secret".getBytes(UTF_8), "seals").key(name));
    }
}
