package io.github.keycloakporter.spi.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** The whole contract within one process, for tests of those who use links. Hand the same one to every session. */
public final class InMemoryActionLinks implements ActionLinkProvider {

    private record Owner(String realm, String userId, String purpose) {}

    private record Address(String realm, String token) {}

    private static final class Entry {
        private final ActionLink link;
        private final long expiry;
        private final long codeExpiry;
        private final long requestedAt;
        private Optional<String> code;
        private int wrongTries;
        private Optional<LinkState> fate = Optional.empty();

        private Entry(LinkRequest request, Optional<String> code) {
            long now = Time.currentTimeMillis();
            this.expiry = now + request.life().toMillis();
            this.codeExpiry = now + request.codeLife().toMillis();
            this.requestedAt = request.requestedAt();
            this.link = new ActionLink(
                    request.userId(),
                    request.purpose(),
                    request.target().living(now / 1000, expiry / 1000),
                    request.binding());
            this.code = code;
        }

        private LinkState state() {
            return fate.orElse(Time.currentTimeMillis() < expiry ? LinkState.LIVE : LinkState.EXPIRED);
        }

        private boolean kill(LinkState newFate) {
            if (state() != LinkState.LIVE) {
                return false;
            }
            fate = Optional.of(newFate);
            return true;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Map<Address, Entry> links = new HashMap<>();
    private final Map<Owner, Entry> newest = new HashMap<>();

    @Override
    public synchronized Optional<IssuedLink> issue(RealmModel realm, LinkRequest request) {
        Owner owner = new Owner(realm.getId(), request.userId(), request.purpose());
        Entry older = newest.get(owner);
        if (older != null && older.requestedAt > request.requestedAt()) {
            return Optional.empty();
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Optional<String> code = request.withCode()
                ? Optional.of(String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000)))
                : Optional.empty();
        Entry entry = new Entry(request, code);
        links.put(new Address(realm.getId(), token), entry);
        newest.put(owner, entry);
        if (older != null) {
            older.kill(LinkState.REPLACED);
        }
        return Optional.of(new IssuedLink(token, code));
    }

    @Override
    public synchronized LinkLookup peek(RealmModel realm, String token) {
        Entry entry = links.get(new Address(realm.getId(), token));
        if (entry == null) {
            return LinkLookup.dead(LinkState.UNKNOWN);
        }
        return entry.state() == LinkState.LIVE ? LinkLookup.live(entry.link) : LinkLookup.dead(entry.state());
    }

    @Override
    public synchronized LinkLookup claim(RealmModel realm, String token) {
        LinkLookup lookup = peek(realm, token);
        if (lookup.link().isPresent()) {
            links.get(new Address(realm.getId(), token)).kill(LinkState.USED);
        }
        return lookup;
    }

    @Override
    public synchronized CodeResult claimCode(
            RealmModel realm, String userId, String purpose, String code, String binding) {
        Entry entry = newest.get(new Owner(realm.getId(), userId, purpose));
        if (entry == null
                || entry.state() != LinkState.LIVE
                || entry.code.isEmpty()
                || Time.currentTimeMillis() >= entry.codeExpiry) {
            return CodeResult.GONE;
        }
        if (entry.link.binding().equals(binding) && same(entry.code.get(), code)) {
            entry.kill(LinkState.USED);
            return CodeResult.ACCEPTED;
        }
        entry.wrongTries++;
        if (entry.wrongTries < MAX_CODE_TRIES) {
            return CodeResult.WRONG;
        }
        entry.code = Optional.empty();
        return CodeResult.EXHAUSTED;
    }

    @Override
    public synchronized void revoke(RealmModel realm, String userId, String purpose) {
        Entry entry = newest.get(new Owner(realm.getId(), userId, purpose));
        if (entry != null) {
            entry.kill(LinkState.REVOKED);
        }
    }

    @Override
    public synchronized void revokeAll(RealmModel realm, String userId) {
        newest.forEach((owner, entry) -> {
            if (owner.realm().equals(realm.getId()) && owner.userId().equals(userId)) {
                entry.kill(LinkState.REVOKED);
            }
        });
    }

    @Override
    public void close() {}

    private static boolean same(String right, String typed) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }
}
