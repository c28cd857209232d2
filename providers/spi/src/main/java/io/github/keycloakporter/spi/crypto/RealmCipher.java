package io.github.keycloakporter.spi.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * Encrypts what rests in the database: JSON, compressed, under AES-GCM with the realm's own AES key (Keycloak's
 * {@code aes-generated}).
 *
 * <p>A sealed value names its key, so keys may be rotated while it waits, and is bound to its row: it does not open under another
 * id. Layout: length of the key's id, the id, 12 bytes of nonce, ciphertext with a 16-byte tag (NIST SP 800-38D).
 */
public final class RealmCipher {

    private static final int NONCE = AesGcm.NONCE_BYTES;

    private final KeycloakSession session;

    public RealmCipher(KeycloakSession session) {
        this.session = session;
    }

    public byte[] seal(RealmModel realm, String rowId, Object value) {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        byte[] kid = key.getKid().getBytes(StandardCharsets.UTF_8);
        byte[] nonce = SecretGenerator.getInstance().randomBytes(NONCE);
        byte[] sealed = AesGcm.seal(key.getSecretKey(), nonce, packed(value), rowId.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + kid.length + NONCE + sealed.length)
                .put((byte) kid.length)
                .put(kid)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the realm no longer has the key, or the value is not that row's */
    public <T> T open(RealmModel realm, String rowId, byte[] sealed, Class<T> type) {
        if (sealed.length < 1 + NONCE || sealed[0] < 0 || sealed.length < 1 + sealed[0] + NONCE) {
            throw new IllegalStateException("Not a sealed value");
        }
        ByteBuffer in = ByteBuffer.wrap(sealed);
        byte[] kid = new byte[in.get()];
        byte[] nonce = new byte[NONCE];
        in.get(kid).get(nonce);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        KeyWrapper key =
                session.keys().getKey(realm, new String(kid, StandardCharsets.UTF_8), KeyUse.ENC, Algorithm.AES);
        if (key == null) {
            throw new IllegalStateException("The realm's AES key of a sealed value is gone");
        }
        return AesGcm.open(key.getSecretKey(), nonce, rest, rowId.getBytes(StandardCharsets.UTF_8))
                .map(packed -> unpacked(packed, type))
                .orElseThrow(() -> new IllegalStateException("A sealed value was changed, or is another row's"));
    }

    /** Compressed first: an email with two bodies shrinks to a third. */
    private static byte[] packed(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            JsonSerialization.writeValueToStream(out, value);
        } catch (IOException e) {
            throw new IllegalStateException("A value cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T unpacked(byte[] bytes, Class<T> type) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return JsonSerialization.readValue(in, type);
        } catch (IOException e) {
            throw new IllegalStateException("A sealed value cannot be read", e);
        }
    }
}
