package io.github.keycloakporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.it.harness.Browser;
import io.github.keycloakporter.it.harness.Letter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** What no mail, address bar, store or log may show. */
final class Secrets {

    /** Three base64url parts, the first of which is a JSON object. Keycloak's own client_data is one part alone. */
    static final Pattern JWT = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]{10,}");

    /** How a JWT's header begins. Shorter would be found by chance in random base64url. */
    static final String JWT_HEADER = "eyJhbGciOi";

    private static final int LONGEST_LINK = 120;

    private Secrets() {}

    /** The mail names a short opaque link and nothing else that opens a door. */
    static void assertShortLink(Letter letter) {
        assertThat(letter.link().toString()).hasSizeLessThan(LONGEST_LINK).matches(".*/realms/[\\w-]+/go/[\\w-]{43}");
        assertThat(letter.textLink()).isEqualTo(letter.link());
        assertThat(letter.mail().raw()).doesNotContain(JWT_HEADER).doesNotContain("action-token");
        assertThat(letter.html() + letter.text()).doesNotContain(JWT_HEADER).doesNotContain("action-token");
    }

    /** In base64url without padding. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** No address this browser was at carries an action token. */
    static void assertNoTokenIn(Browser browser) {
        assertThat(browser.visited())
                .allSatisfy(url -> assertThat(JWT.matcher(url.toString()).find())
                        .as(url.toString())
                        .isFalse());
    }
}
