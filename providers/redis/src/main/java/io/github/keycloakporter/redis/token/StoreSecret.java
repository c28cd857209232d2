package io.github.keycloakporter.redis.token;

import java.security.SecureRandom;
import java.util.Base64;
import org.keycloak.common.util.Retry;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;

/**
 * The secret of the token stores: 32 random bytes, one for all nodes and realms, in Keycloak's database and never in Redis. It
 * stands in the table {@code SERVER_CONFIG}, beside the certificate of Keycloak's own cluster; no API shows it and no export
 * contains it.
 *
 * <p>It does not change when the keys of a realm are rotated: a revoked token stays revoked, and of any number of
 * {@code putIfAbsent} one wins, also while nodes still disagree about the active key.
 *
 * <p>A node reads it once, when it is first needed, and then keeps the keys derived from it in memory.
 */
final class StoreSecret {

    /** The row's key. */
    static final String NAME = "porter.redis.token-secret";

    static final int BYTES = 32;

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 200;

    private volatile TokenKeys keys;

    /** Creates the secret when the server has started and the database has none. */
    void createAtStart(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                // nodes that start together all insert the row: one succeeds, the others find it when they try again
                Retry.execute(() -> create(factory), ATTEMPTS, PAUSE_MILLIS);
            }
        });
    }

    /**
     * The keys of the stores.
     *
     * @throws IllegalStateException when the server has not started yet, or somebody changed the row
     */
    TokenKeys keys(KeycloakSession session) {
        TokenKeys known = keys;
        if (known == null) {
            known = new TokenKeys(read(session));
            keys = known;
        }
        return known;
    }

    private static void create(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(
                factory, session -> config(session).loadOrCreate(NAME, () -> {
                    byte[] secret = new byte[BYTES];
                    new SecureRandom().nextBytes(secret);
                    return Base64.getEncoder().encodeToString(secret);
                }));
    }

    private static byte[] read(KeycloakSession session) {
        String text = config(session)
                .find(NAME)
                .orElseThrow(() -> new IllegalStateException("The row " + NAME
                        + " is missing in SERVER_CONFIG: the server creates it at its start, so restart it"));
        byte[] secret = decoded(text);
        if (secret.length < BYTES) {
            throw new IllegalStateException("The row " + NAME + " in SERVER_CONFIG must be " + BYTES
                    + " random bytes in Base64: restore it, or delete it and restart all nodes");
        }
        return secret;
    }

    /** Empty when it is not Base64; the secret itself must not get into a message. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static ServerConfigStorageProvider config(KeycloakSession session) {
        return session.getProvider(ServerConfigStorageProvider.class);
    }
}
