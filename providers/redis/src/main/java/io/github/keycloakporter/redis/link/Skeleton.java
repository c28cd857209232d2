package io.github.keycloakporter.redis.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What {@link TextPacker} leaves of a text once its values are taken out: the marks that stand for them, the words that
 * count as known, and the dictionary that knows them.
 *
 * <p>The dictionary is part of the stored format. Changing one byte of it makes every stored link unreadable: give the
 * payload another label (see {@link LinkToken}) in the same commit, so that old links are refused instead of misread.
 */
final class Skeleton {

    /** Ends the text that {@link #HIDDEN_TEXT} began. */
    static final int END = 0;

    /** A UUID in lower case: 128 bits. */
    static final int UUID = 1;

    /** A number of ten digits, such as a time: 32 bits. */
    static final int NUMBER = 2;

    /** Characters of base64url: their number, then 6 bits each. */
    static final int RUN = 3;

    /** A value that stood there before; its number follows. */
    static final int SEEN = 4;

    /** A text that stood there as base64url; it follows. */
    static final int HIDDEN_TEXT = 5;

    static final int NEXT_FIELD = 6;

    /** The next byte is no mark. */
    static final int ESCAPE = 7;

    /** The field is UTF-16, two bytes a character. */
    static final int WIDE_FIELD = 8;

    /** Bytes of a text up to this one would read as a mark and are escaped. */
    static final int MAX_MARK = WIDE_FIELD;

    /**
     * First loose words, then the links Keycloak makes, as the packer leaves them: the likeliest last, for deflate writes
     * near references shortest.
     */
    private static final byte[] DICTIONARY = String.join(
                    "",
                    "org.keycloak.protocol.oidc.application/service/auth/signin-oidc?offline_access&state=&scope=",
                    "openid%20profile%20email&redirect_uri=https%3A%2F%2F%3A8080%2F&execution=&kc_locale=&session_code=",
                    "UPDATE_PASSWORD\",\"UPDATE_PROFILE\",\"UPDATE_EMAIL\",\"CONFIGURE_TOTP\",\"VERIFY_EMAIL\"",
                    "webauthn-register-passwordless,TERMS_AND_CONDITIONS,CONFIGURE_RECOVERY_AUTHN_CODES",
                    "\"org_id\":\"\",\"ORGIVT\"\"ipa\":\"\",\"ipu\":\"\",\"idpAlias\",\"identityProviderUsername\"",
                    "verifiable-credential-offer idp-verify-account-via-email",
                    "\"oldEmail\":\"\",\"newEmail\":\"update-email\",\"logoutSessions\":false,\"rqac\":[\"execute-actions\"",
                    "\"nbf\":0,\"auth_time\":\"alg\":\"HS256\"\"RS256\",\"locale\":\"security-admin-console",
                    "account-console\"account\"admin-cli\"oasid\":\"\3.\3.\1\",\"reduri\":\"https://www.http://127.0.0.1:",
                    "@gmail.com@outlook.com@example.org@example.net@localhost:8443/.de.net.org.io.co.uk",
                    // an admin's, to set a password
                    "reset-credentials\6\1\6\3\6/realms/\3/login-actions/action-token?key=",
                    "\5{\"alg\":\"HS512\",\"typ\" : \"JWT\",\"kid\" : \"\1\"}\0.",
                    "\5{\"exp\":\2,\"iat\":\2,\"jti\":\"\1\",\"iss\":\"https://\3.\3/realms/\4\2",
                    "\",\"aud\":\"https://\4\7\4\10/realms/\4\2\",\"sub\":\"\4\0\",\"typ\":\"execute-actions\",\"azp\":\"\3",
                    "\",\"nonce\":\"\1\",\"eml\":\"\3@\3.com\",\"lifespan\":\2",
                    // a user's own, on a machine for trying things
                    "verify-email\6\1\6\3\6/realms/\3/login-actions/action-token?key=",
                    "\5{\"alg\":\"HS512\",\"typ\" : \"JWT\",\"kid\" : \"\1\"}\0.",
                    "\5{\"exp\":\2,\"iat\":\2,\"jti\":\"\1\",\"iss\":\"http://localhost:8080/realms/\4\2",
                    "\",\"aud\":\"http://localhost:8080/realms/\4\2\",\"sub\":\"\4\0\",\"typ\":\"verify-email\",\"azp\":\"\3",
                    "\",\"nonce\":\"\1\",\"eml\":\"\3@example.com\",\"asid\":\"\3.\3.\1\"}\0.\3",
                    "&client_id=\4\7&tab_id=\4\13&client_data=",
                    "\5{\"ru\":\"http://localhost:8080/callback\",\"rt\":\"code\",\"rm\":\"fragment\",\"st\":\"\1\"}\0",
                    // a user's own
                    "verify-email\6\1\6\3\6/realms/\3/login-actions/action-token?key=",
                    "\5{\"alg\":\"HS512\",\"typ\" : \"JWT\",\"kid\" : \"\1\"}\0.",
                    "\5{\"exp\":\2,\"iat\":\2,\"jti\":\"\1\",\"iss\":\"https://\3.\3.com/realms/\4\2",
                    "\",\"aud\":\"https://\4\7.\4\10.com/realms/\4\2\",\"sub\":\"\4\0\",\"typ\":\"verify-email\",\"azp\":\"\3",
                    "\",\"nonce\":\"\1\",\"eml\":\"\3.\3@\3.com\",\"asid\":\"\3.\3.\1\"}\0.\3",
                    "&client_id=\4\11&tab_id=\4\17&client_data=",
                    "\5{\"ru\":\"https://\3.\3.com/login/callback\",\"rt\":\"code\",\"rm\":\"query\",\"st\":\"\3\"}\0")
            .getBytes(StandardCharsets.ISO_8859_1);

    /** Words that cost less in the skeleton than as values; shorter ones than {@link WordSet#MIN_LENGTH} always do. */
    static final WordSet KNOWN =
            new WordSet(Arrays.stream(new String(DICTIONARY, StandardCharsets.ISO_8859_1).split("[^A-Za-z0-9_-]+"))
                    .filter(word -> word.length() >= WordSet.MIN_LENGTH)
                    .collect(Collectors.toSet()));

    private Skeleton() {}

    static byte[] deflate(byte[] skeleton) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(skeleton);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** A skeleton and the place in the packed bytes where it ended. */
    record Inflated(byte[] skeleton, int end) {}

    /** @throws IllegalArgumentException if the bytes are none of {@link #deflate}'s */
    static Inflated inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(packed);
            ByteArrayOutputStream skeleton = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("The packed text is cut off");
                }
                skeleton.write(buffer, 0, count);
            }
            return new Inflated(skeleton.toByteArray(), packed.length - inflater.getRemaining());
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("The packed text is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
