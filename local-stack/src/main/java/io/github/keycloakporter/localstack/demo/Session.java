package io.github.keycloakporter.localstack.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the app remembers of one browser. Two tabs may log in at once, so every method is atomic. */
final class Session {

    /** Tabs of one browser that may be logging in at the same time; the oldest attempt goes first. */
    private static final int MAX_ATTEMPTS = 10;

    private final Map<String, LoginAttempt> attempts = new LinkedHashMap<>();
    private DemoUser user;

    synchronized void add(LoginAttempt attempt) {
        if (attempts.size() >= MAX_ATTEMPTS) {
            attempts.remove(attempts.keySet().iterator().next());
        }
        attempts.put(attempt.state(), attempt);
    }

    /** Each attempt can be taken once. */
    synchronized Optional<LoginAttempt> take(String state) {
        return Optional.ofNullable(attempts.remove(state));
    }

    synchronized void user(DemoUser loggedIn) {
        user = loggedIn;
    }

    synchronized Optional<DemoUser> user() {
        return Optional.ofNullable(user);
    }
}
