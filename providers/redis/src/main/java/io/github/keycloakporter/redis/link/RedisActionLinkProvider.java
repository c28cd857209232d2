package io.github.keycloakporter.redis.link;

import io.github.keycloakporter.redis.connection.KeyKind;
import io.github.keycloakporter.redis.connection.RedisConnection;
import io.github.keycloakporter.redis.connection.RedisScript;
import io.github.keycloakporter.redis.realm.RealmSecrets;
import io.github.keycloakporter.spi.link.ActionLink;
import io.github.keycloakporter.spi.link.ActionLinkProvider;
import io.github.keycloakporter.spi.link.CodeResult;
import io.github.keycloakporter.spi.link.IssuedLink;
import io.github.keycloakporter.spi.link.LinkLookup;
import io.github.keycloakporter.spi.link.LinkRequest;
import io.github.keycloakporter.spi.link.LinkState;
import io.lettuce.core.KeyValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** Action links in Redis: every operation is one atomic round trip. What stands in Redis is told by the package. */
final class RedisActionLinkProvider implements ActionLinkProvider {

    private static final Logger LOG = Logger.getLogger(RedisActionLinkProvider.class);

    private static final RedisScript<Long> ISSUE =
            RedisScript.number(RedisActionLinkProvider.class, "action-link.issue");
    private static final RedisScript<List<Object>> CLAIM =
            RedisScript.list(RedisActionLinkProvider.class, "action-link.claim");
    private static final RedisScript<Long> CODE = RedisScript.number(RedisActionLinkProvider.class, "action-link.code");
    private static final RedisScript<List<Object>> REVOKE =
            RedisScript.list(RedisActionLinkProvider.class, "action-link.revoke");

    private static final int CODES = 1_000_000;

    private final RedisConnection redis;
    private final RealmSecrets secrets;
    private final LinkCrypto crypto;
    private final LinkMetrics metrics;

    RedisActionLinkProvider(RedisConnection redis, RealmSecrets secrets, LinkCrypto crypto, LinkMetrics metrics) {
        this.redis = redis;
        this.secrets = secrets;
        this.crypto = crypto;
        this.metrics = metrics;
    }

    @Override
    public Optional<IssuedLink> issue(RealmModel realm, LinkRequest request) {
        long now = Time.currentTimeMillis();
        long life = request.life().toMillis();
        byte[] random = crypto.random().next(LinkToken.BYTES + Long.BYTES);
        LinkToken token = LinkToken.of(random);
        Optional<String> code = request.withCode() ? Optional.of(code(random)) : Optional.empty();
        List<byte[]> realmSecrets = secrets.of(realm);
        LinkKeys names = new LinkKeys(redis, realm);
        List<byte[]> keys = new ArrayList<>(List.of(names.link(token.id()), names.fate(token.id())));
        keys.addAll(records(names, realm, request.userId(), realmSecrets));
        long issued = redis.run(
                ISSUE,
                keys,
                number(now),
                number(life),
                number(life + KeyKind.FATE_KEPT.toMillis()),
                StoredLink.of(realm, request, token, now).write(),
                text(request.purpose()),
                entry(token, request, now, code.map(digits -> hash(realmSecrets.get(0), request, digits))),
                names.linkStem(),
                names.fateStem());
        if (issued == 0) {
            return Optional.empty();
        }
        metrics.issued(request.purpose(), code.isPresent(), issued - 1);
        return Optional.of(new IssuedLink(token.text(), code));
    }

    @Override
    public LinkLookup peek(RealmModel realm, String token) {
        return metrics.opened(found(realm, token));
    }

    private LinkLookup found(RealmModel realm, String token) {
        return LinkToken.parse(token)
                .map(known -> {
                    LinkKeys names = new LinkKeys(redis, realm);
                    List<KeyValue<byte[], byte[]>> found = redis.call(
                            "action-link.peek",
                            commands -> commands.mget(names.link(known.id()), names.fate(known.id())));
                    byte[] value = found.get(0).getValueOrElse(null);
                    if (value != null && StoredLink.read(value).expiry() > Time.currentTimeMillis()) {
                        return opened(realm, known, value);
                    }
                    byte[] fate = found.get(1).getValueOrElse(null);
                    return LinkLookup.dead(fate(fate == null || fate.length != 1 ? -1 : fate[0] - '0'));
                })
                .orElse(LinkLookup.dead(LinkState.UNKNOWN));
    }

    @Override
    public LinkLookup claim(RealmModel realm, String token) {
        return metrics.claimed(taken(realm, token));
    }

    private LinkLookup taken(RealmModel realm, String token) {
        return LinkToken.parse(token)
                .map(known -> {
                    LinkKeys names = new LinkKeys(redis, realm);
                    Object answer = redis.run(
                                    CLAIM,
                                    List.of(names.link(known.id()), names.fate(known.id())),
                                    number(Time.currentTimeMillis()))
                            .get(0);
                    return answer instanceof byte[] value
                            ? opened(realm, known, value)
                            : LinkLookup.dead(fate((Long) answer));
                })
                .orElse(LinkLookup.dead(LinkState.UNKNOWN));
    }

    @Override
    public CodeResult claimCode(RealmModel realm, String userId, String purpose, String code, String binding) {
        List<byte[]> realmSecrets = secrets.of(realm);
        LinkKeys names = new LinkKeys(redis, realm);
        List<byte[]> arguments = new ArrayList<>(List.of(
                number(Time.currentTimeMillis()),
                text(purpose),
                number(MAX_CODE_TRIES),
                names.linkStem(),
                names.fateStem()));
        for (byte[] secret : realmSecrets) {
            arguments.add(hash(secret, userId, purpose, binding, code));
        }
        long result = redis.run(CODE, records(names, realm, userId, realmSecrets), arguments.toArray(byte[][]::new));
        return metrics.typed(
                purpose,
                switch ((int) result) {
                    case 0 -> CodeResult.ACCEPTED;
                    case 1 -> CodeResult.WRONG;
                    case 2 -> CodeResult.EXHAUSTED;
                    default -> CodeResult.GONE;
                });
    }

    @Override
    public void revoke(RealmModel realm, String userId, String purpose) {
        cancel(realm, userId, text(purpose));
    }

    @Override
    public void revokeAll(RealmModel realm, String userId) {
        cancel(realm, userId);
    }

    /** @param purpose the only one that is meant, if any */
    private void cancel(RealmModel realm, String userId, byte[]... purpose) {
        LinkKeys names = new LinkKeys(redis, realm);
        List<byte[]> arguments =
                new ArrayList<>(List.of(number(Time.currentTimeMillis()), names.linkStem(), names.fateStem()));
        arguments.addAll(List.of(purpose));
        redis.run(REVOKE, records(names, realm, userId, secrets.of(realm)), arguments.toArray(byte[][]::new))
                .forEach(ended -> metrics.cancelled(new String((byte[]) ended, StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {}

    /** Out of the 64 bits behind the token's: no code is likelier than another by more than 2^-44 (FIPS 186-5, A.2.1). */
    private static String code(byte[] random) {
        long number = ByteBuffer.wrap(random).getLong(LinkToken.BYTES);
        // with the zeros in front
        return String.valueOf(CODES + Long.remainderUnsigned(number, CODES)).substring(1);
    }

    private static LinkLookup opened(RealmModel realm, LinkToken token, byte[] value) {
        Optional<ActionLink> link = StoredLink.read(value).open(realm, token);
        if (link.isEmpty()) {
            LOG.warn(
                    "An action link in Redis does not open: it was changed there, or stored by another version of Porter");
        }
        return link.map(LinkLookup::live).orElse(LinkLookup.dead(LinkState.UNKNOWN));
    }

    private static LinkState fate(long number) {
        return switch ((int) number) {
            case 0 -> LinkState.EXPIRED;
            case 1 -> LinkState.USED;
            case 2 -> LinkState.REPLACED;
            case 3 -> LinkState.REVOKED;
            default -> LinkState.UNKNOWN;
        };
    }

    /** The user's record under each secret of the realm, the one in use first. */
    private List<byte[]> records(LinkKeys names, RealmModel realm, String userId, List<byte[]> secrets) {
        List<byte[]> records = new ArrayList<>(secrets.size());
        for (byte[] secret : secrets) {
            records.add(names.record(crypto.records().of(secret).text(realm.getId(), userId)));
        }
        return records;
    }

    /** Id of the link (22), when it was requested (6), and with a code: its hash (16), its expiry (6), wrong tries (1). */
    private static byte[] entry(LinkToken token, LinkRequest request, long now, Optional<byte[]> codeHash) {
        byte[] id = text(token.id());
        ByteBuffer entry = ByteBuffer.allocate(id.length
                        + StoredLink.TIME_BYTES
                        + codeHash.map(hash -> hash.length + StoredLink.TIME_BYTES + 1)
                                .orElse(0))
                .put(id)
                .put(StoredLink.time(request.requestedAt()));
        codeHash.ifPresent(hash -> entry.put(hash)
                .put(StoredLink.time(now + request.codeLife().toMillis()))
                .put((byte) 0));
        return entry.array();
    }

    private byte[] hash(byte[] secret, LinkRequest request, String code) {
        return hash(secret, request.userId(), request.purpose(), request.binding(), code);
    }

    private byte[] hash(byte[] secret, String userId, String purpose, String binding, String code) {
        return crypto.codes().of(secret).of(userId, purpose, binding, code);
    }

    private static byte[] number(long number) {
        return text(Long.toString(number));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
