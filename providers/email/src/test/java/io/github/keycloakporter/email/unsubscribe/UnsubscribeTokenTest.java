package io.github.keycloakporter.email.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeTokenTest {

    private static final String REALM = "9a7c1b52-1f6e-4f0d-8c55-111111111111";
    private static final String USER = "0d9a35c4-6f2b-4b0e-9b1f-222222222222";

    private final SecretKey key = key(1);

    @Test
    void itNamesTheUser() {
        assertThat(UnsubscribeToken.userId(Stream.of(key), REALM, UnsubscribeToken.of(key, REALM, USER)))
                .contains(USER);
    }

    /** Mail providers copy it into their own requests: nothing in it may need to be escaped, and it fits into a line. */
    @Test
    void itGoesIntoAnAddressAsItIs() {
        assertThat(UnsubscribeToken.of(key, REALM, USER)).matches("[A-Za-z0-9_-]{60,120}");
    }

    @Test
    void aRotatedKeyStillHolds() {
        String token = UnsubscribeToken.of(key, REALM, USER);

        assertThat(UnsubscribeToken.userId(Stream.of(key(2), key), REALM, token))
                .contains(USER);
        assertThat(UnsubscribeToken.userId(Stream.of(key(2)), REALM, token)).isEmpty();
    }

    @Test
    void itHoldsInItsOwnRealmOnly() {
        assertThat(UnsubscribeToken.userId(Stream.of(key), "another", UnsubscribeToken.of(key, REALM, USER)))
                .isEmpty();
    }

    @Test
    void everyChangedByteIsNoticed() {
        byte[] token = Base64.getUrlDecoder().decode(UnsubscribeToken.of(key, REALM, USER));
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= 1;
            assertThat(UnsubscribeToken.userId(
                            Stream.of(key), REALM, Base64.getUrlEncoder().encodeToString(forged)))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void rubbishNamesNobody(String token) {
        assertThat(UnsubscribeToken.userId(Stream.of(key), REALM, token)).isEmpty();
    }

    private static SecretKey key(int fill) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "HmacSHA512");
    }
}
