package io.github.keycloakporter.localstack.demo;

import com.sun.net.httpserver.Headers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is who, by cookie. The cookie holds 32 random bytes and nothing else; the rest stays here, in memory. When there are
 * too many sessions, the one unused for the longest time goes.
 */
final class Sessions {

    private static final int ID_BYTES = 32;

    private final String cookieName;
    private final int maxSessions;
    private final Duration idle;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** In the order of the last use, oldest first. Guarded by itself. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private record Entry(Session session, Instant lastUse) {}

    Sessions(String cookieName, int maxSessions, Duration idle, Clock clock) {
        this.cookieName = cookieName;
        this.maxSessions = maxSessions;
        this.idle = idle;
        this.clock = clock;
    }

    /** The session the request's cookie names, if it is still alive. */
    Optional<Session> find(Headers request) {
        return cookie(request).flatMap(this::use);
    }

    /** The session of the request, or a new one whose cookie is set on the response. */
    Session findOrCreate(Headers request, Headers response) {
        return find(request).orElseGet(() -> create(response));
    }

    /** Gives the logged-in user a session of a new name: an id known before the log-in is worth nothing after it. */
    void logIn(DemoUser user, Headers request, Headers response) {
        remove(request);
        create(response).user(user);
    }

    /** Ends the request's session; answers who was logged in. */
    Optional<DemoUser> logOut(Headers request, Headers response) {
        Optional<DemoUser> user = remove(request).flatMap(Session::user);
        response.add("Set-Cookie", cookieName + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        return user;
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    private Session create(Headers response) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Session session = new Session();
        synchronized (entries) {
            forget();
            entries.put(id, new Entry(session, clock.instant()));
        }
        response.add("Set-Cookie", cookieName + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        return session;
    }

    private Optional<Session> use(String id) {
        synchronized (entries) {
            Entry entry = entries.get(id);
            if (entry == null || isIdle(entry)) {
                entries.remove(id);
                return Optional.empty();
            }
            entries.put(id, new Entry(entry.session(), clock.instant()));
            return Optional.of(entry.session());
        }
    }

    private Optional<Session> remove(Headers request) {
        synchronized (entries) {
            return cookie(request).map(entries::remove).map(Entry::session);
        }
    }

    /** Makes room for one more. */
    private void forget() {
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext() && (isIdle(oldestFirst.next()) || entries.size() >= maxSessions)) {
            oldestFirst.remove();
        }
    }

    private boolean isIdle(Entry entry) {
        return entry.lastUse().plus(idle).isBefore(clock.instant());
    }

    private Optional<String> cookie(Headers request) {
        return request.getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(cookieName + "="))
                .map(pair -> pair.substring(cookieName.length() + 1))
                .findFirst();
    }
}
