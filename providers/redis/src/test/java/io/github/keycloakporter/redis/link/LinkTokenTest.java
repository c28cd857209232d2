package io.github.keycloakporter.redis.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class LinkTokenTest {

    private static final byte[] PAYLOAD = "what the link stands for".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTEXT = "realm".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final LinkToken token = LinkToken.of(random.generateSeed(32));

    @Test
    void opensWhatItSealed() {
        byte[] sealed = token.seal(PAYLOAD, CONTEXT);

        assertThat(sealed).hasSize(PAYLOAD.length + 16).isNotEqualTo(PAYLOAD);
        assertThat(LinkToken.parse(token.text()).orElseThrow().open(sealed, CONTEXT))
                .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(PAYLOAD));
    }

    @Test
    void opensNothingElse() {
        byte[] sealed = token.seal(PAYLOAD, CONTEXT);

        assertThat(LinkToken.of(random.generateSeed(32)).open(sealed, CONTEXT)).isEmpty();
        assertThat(token.open(sealed, "other".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(token.open(new byte[0], CONTEXT)).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            byte[] touched = sealed.clone();
            touched[i] ^= 1;
            assertThat(token.open(touched, CONTEXT)).isEmpty();
        }
    }

    @Test
    void itsNameTellsNothingOfIt() {
        assertThat(token.id())
                .matches("[A-Za-z0-9_-]{22}")
                .isEqualTo(LinkToken.parse(token.text()).orElseThrow().id());
        assertThat(token.text()).doesNotContain(token.id());
    }
}
