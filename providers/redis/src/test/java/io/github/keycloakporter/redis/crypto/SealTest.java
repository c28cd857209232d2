package io.github.keycloakporter.redis.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SealTest {

    private static final byte[] PLAIN = "a target".getBytes(UTF_8);

    @Test
    void whatWasSealedOpensWithTheSameSecretAndPurpose() {
        byte[] sealed = Seal.of("secret", "links").seal(PLAIN);

        assertThat(Seal.of("secret", "links").open(sealed))
                .hasValueSatisfying(open -> assertThat(open).isEqualTo(PLAIN));
        assertThat(Seal.of("other", "links").open(sealed)).isEmpty();
        assertThat(Seal.of("secret", "codes").open(sealed)).isEmpty();
        assertThat(sealed).hasSize(PLAIN.length + 28);
    }

    @Test
    void aChangedOrShortTextDoesNotOpen() {
        byte[] sealed = Seal.of("secret", "links").seal(PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(Seal.of("secret", "links").open(changed)).isEmpty();
        }
        assertThat(Seal.of("secret", "links").open(new byte[27])).isEmpty();
        assertThat(Seal.of("secret", "links").open(new byte[0])).isEmpty();
    }

    @Test
    void noTwoSealsAreAlike() {
        assertThat(Seal.of("secret", "links").seal(PLAIN))
                .isNotEqualTo(Seal.of("secret", "links").seal(PLAIN));
    }

    @Test
    void anEmptyTextAndAnEmptySecretAreFine() {
        assertThat(Seal.of("", "links").open(Seal.of("", "links").seal(new byte[0])))
                .hasValueSatisfying(open -> assertThat(open).isEmpty());
    }
}
