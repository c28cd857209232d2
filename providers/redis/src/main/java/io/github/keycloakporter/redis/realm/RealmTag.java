package io.github.keycloakporter.redis.realm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.keycloak.models.RealmModel;

/**
 * The hash tag of a realm: <code>{</code>8 characters<code>}</code>. Redis Cluster puts all keys with the same tag into
 * one slot, so that a script may touch several of them; realms spread over the slots.
 */
public final class RealmTag {

    private static final int BYTES = 6;

    private RealmTag() {}

    public static String of(RealmModel realm) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(realm.getId().getBytes(StandardCharsets.UTF_8));
            return "{" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)) + "}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
