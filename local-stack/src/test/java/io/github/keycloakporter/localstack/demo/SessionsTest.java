package io.github.keycloakporter.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final TurnableClock clock = new TurnableClock();
    private final Sessions sessions = new Sessions("demo", 3, Duration.ofMinutes(30), clock);

    @Test
    void theSessionUnusedForTheLongestTimeMakesRoom() {
        Headers first = browser();
        Headers second = browser();
        Headers third = browser();
        assertThat(sessions.find(first)).isPresent();

        Headers fourth = browser();

        assertThat(sessions.size()).isEqualTo(3);
        assertThat(sessions.find(second)).isEmpty();
        assertThat(sessions.find(first)).isPresent();
        assertThat(sessions.find(third)).isPresent();
        assertThat(sessions.find(fourth)).isPresent();
    }

    @Test
    void anIdleSessionIsForgotten() {
        Headers browser = browser();
        clock.now = clock.now.plus(Duration.ofMinutes(29));
        assertThat(sessions.find(browser)).isPresent();

        clock.now = clock.now.plus(Duration.ofMinutes(31));

        assertThat(sessions.find(browser)).isEmpty();
    }

    @Test
    void theCookieIsFoundAmongOthers() {
        Headers browser = browser();
        Headers crowded = new Headers();
        crowded.add("Cookie", "demo2=x; " + browser.getFirst("Cookie") + "; other=y");

        assertThat(sessions.find(crowded)).isPresent();
        assertThat(sessions.find(new Headers())).isEmpty();
    }

    @Test
    void tooManyAttemptsPushOutTheOldest() {
        Session session = new Session();
        for (int i = 0; i < 11; i++) {
            session.add(new LoginAttempt("state" + i, "nonce", "verifier", URI.create("http://localhost/")));
        }

        assertThat(session.take("state0")).isEmpty();
        assertThat(session.take("state1")).isPresent();
        assertThat(session.take("state1")).isEmpty();
    }

    @Test
    void aUserInALogShowsNoToken() {
        assertThat(new DemoUser("user-1", "Ada", "ada@example.org", true, "secret").toString())
                .doesNotContain("secret", "ada@example.org");
    }

    /** The request headers of a browser that just got a session. */
    private Headers browser() {
        Headers response = new Headers();
        sessions.findOrCreate(new Headers(), response);
        Headers request = new Headers();
        request.add("Cookie", response.getFirst("Set-Cookie").replaceFirst(";.*", ""));
        return request;
    }

    private static final class TurnableClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
