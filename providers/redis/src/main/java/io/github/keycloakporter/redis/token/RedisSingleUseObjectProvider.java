package io.github.keycloakporter.redis.token;

import io.github.keycloakporter.redis.connection.KeyKind;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.spi.keycloak.StatelessProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelException;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Single-use objects in Redis.
 *
 * <p>{@link #put} belongs to the session's transaction: the session itself sees it at once, the others when the
 * transaction commits, and nobody when it is rolled back; of two puts of one key the last wins. Everything else takes
 * effect at once on every node and stays when the transaction is rolled back: of any number of {@link #remove} or
 * {@link #putIfAbsent} at the same time exactly one wins.
 *
 * <p>Keys with the suffix {@link #REVOKED_KEY} are revoked tokens: they go to the store of {@code revoked-token}, and only
 * {@code put} without notes, {@code putIfAbsent} and {@code contains} take them, as in Keycloak's own stores.
 *
 * <p>Redis away: {@link io.github.keycloakporter.spi.StoreUnavailableException} from every method, or from the commit where
 * it went away in between.
 */
final class RedisSingleUseObjectProvider implements SingleUseObjectProvider, PendingPuts.Store, StatelessProvider {

    static final String KIND = KeyKind.SINGLE_USE.text();

    private final RedisConnection redis;
    private final TokenStore objects;
    private final TokenStore revoked;
    private final PendingPuts pending;

    RedisSingleUseObjectProvider(KeycloakTransactionManager transactions, RedisConnection redis, TokenKeys keys) {
        this.redis = redis;
        this.objects = new TokenStore(redis, KIND, keys);
        this.revoked = new TokenStore(redis, RedisRevokedTokenProvider.KIND, keys);
        this.pending = new PendingPuts(transactions, this);
    }

    @Override
    public void put(String key, long lifespanSeconds, Map<String, String> notes) {
        Objects.requireNonNull(key, "key");
        TokenStore.checkLifespan(lifespanSeconds);
        Map<String, String> copy = withoutNulls(notes);
        if (isRevoked(key) && !copy.isEmpty()) {
            throw new ModelException("A revoked token has no notes");
        }
        redis.ensureThere(KIND + ".put");
        pending.add(key, new PendingPuts.Put(lifespanSeconds, copy));
    }

    @Override
    public Map<String, String> get(String key) {
        checkObject(key);
        PendingPuts.Put own = pending.get(key);
        return own != null ? new HashMap<>(own.notes()) : objects.get(key);
    }

    @Override
    public Map<String, String> remove(String key) {
        checkObject(key);
        PendingPuts.Put own = pending.take(key);
        Map<String, String> stored = objects.remove(key);
        return own != null ? new HashMap<>(own.notes()) : stored;
    }

    @Override
    public boolean replace(String key, Map<String, String> notes) {
        checkObject(key);
        PendingPuts.Put own = pending.get(key);
        if (own == null) {
            return objects.replace(key, notes);
        }
        pending.add(key, new PendingPuts.Put(own.lifespanSeconds(), withoutNulls(notes)));
        return true;
    }

    @Override
    public boolean putIfAbsent(String key, long lifespanInSeconds) {
        Objects.requireNonNull(key, "key");
        TokenStore.checkLifespan(lifespanInSeconds);
        return pending.get(key) == null && storeOf(key).putIfAbsent(nameIn(key), lifespanInSeconds);
    }

    @Override
    public boolean contains(String key) {
        Objects.requireNonNull(key, "key");
        return pending.get(key) != null || storeOf(key).contains(nameIn(key));
    }

    @Override
    public void write(String key, PendingPuts.Put put) {
        storeOf(key).put(nameIn(key), put.lifespanSeconds(), put.notes());
    }

    @Override
    public void discard(String key) {
        storeOf(key).remove(nameIn(key));
    }

    private TokenStore storeOf(String key) {
        return isRevoked(key) ? revoked : objects;
    }

    private static String nameIn(String key) {
        return isRevoked(key) ? key.substring(0, key.length() - REVOKED_KEY.length()) : key;
    }

    private static boolean isRevoked(String key) {
        return key.endsWith(REVOKED_KEY);
    }

    private static void checkObject(String key) {
        if (isRevoked(Objects.requireNonNull(key, "key"))) {
            throw new ModelException("A revoked token can only be put and looked for");
        }
    }

    private static Map<String, String> withoutNulls(Map<String, String> notes) {
        Map<String, String> copy = notes == null ? new HashMap<>() : new HashMap<>(notes);
        copy.values().removeIf(Objects::isNull);
        return copy;
    }
}
