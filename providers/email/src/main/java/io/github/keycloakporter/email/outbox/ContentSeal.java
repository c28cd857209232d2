package io.github.keycloakporter.email.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * Keeps what a mail says unreadable at rest: AES-GCM under the realm's own AES key (Keycloak's {@code aes-generated}).
 *
 * <p>A sealed content names its key, so that keys may be rotated while mails wait, and is tied to its row: it does not
 * open under another id. Layout: length of the key's id, the id, 12 bytes of nonce, ciphertext with a 16-byte tag.
 */
final class ContentSeal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final KeycloakSession session;

    ContentSeal(KeycloakSession session) {
        this.session = session;
    }

    byte[] seal(RealmModel realm, String rowId, MailContent content) {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        byte[] kid = key.getKid().getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key.getSecretKey(), nonce, rowId, packed(content));
        return ByteBuffer.allocate(1 + kid.length + NONCE + sealed.length)
                .put((byte) kid.length)
                .put(kid)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when the realm no longer has the key, or the content is not that row's */
    MailContent open(RealmModel realm, String rowId, byte[] sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (sealed.length < 1 + NONCE || sealed.length < 1 + sealed[0] + NONCE || sealed[0] < 0) {
            throw new IllegalStateException("The content of a mail is no sealed content");
        }
        byte[] kid = new byte[in.get()];
        byte[] nonce = new byte[NONCE];
        in.get(kid).get(nonce);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        KeyWrapper key =
                session.keys().getKey(realm, new String(kid, StandardCharsets.UTF_8), KeyUse.ENC, Algorithm.AES);
        if (key == null) {
            throw new IllegalStateException("The realm's AES key that sealed the mail is gone");
        }
        return unpacked(crypt(Cipher.DECRYPT_MODE, key.getSecretKey(), nonce, rowId, rest));
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, String rowId, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(rowId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The content of a mail cannot be sealed or opened", e);
        }
    }

    /** Compressed before it is sealed: a mail of two bodies shrinks to a third. */
    private static byte[] packed(MailContent content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            JsonSerialization.writeValueToStream(out, content);
        } catch (IOException e) {
            throw new IllegalStateException("A mail cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    private static MailContent unpacked(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return JsonSerialization.readValue(in, MailContent.class);
        } catch (IOException e) {
            throw new IllegalStateException("The content of a mail cannot be read", e);
        }
    }
}
