package io.github.keycloakporter.verification.gate;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Gives the answers of a sign-up a least time, because creating an account takes longer than finding one, and so does an
 * email that is written. It waits when everything else of the request is done: no lock and no connection is held.
 */
public final class SteadyAnswer extends AbstractKeycloakTransaction {

    private static final String END = SteadyAnswer.class.getName();
    private static final String NOTE = "porter.answer-milliseconds";

    private final long end;

    private SteadyAnswer(long end) {
        this.end = end;
    }

    /** From now on; of several calls in a request the first one counts. */
    public static void begin(KeycloakSession session, Duration least) {
        if (session.getAttribute(END) == null && !least.isZero()) {
            session.setAttribute(END, System.nanoTime() + least.toNanos());
        }
    }

    /** What the form's answer took at least, every later one of this session does. */
    public static void keep(AuthenticationSessionModel authSession, Duration least) {
        authSession.setAuthNote(NOTE, Long.toString(least.toMillis()));
    }

    static void begin(KeycloakSession session, AuthenticationSessionModel authSession) {
        String millis = authSession.getAuthNote(NOTE);
        if (millis != null) {
            begin(session, Duration.ofMillis(Long.parseLong(millis)));
        }
    }

    /** When nothing is enlisted any more that could come after it. */
    static void enlist(KeycloakSession session) {
        Long end = session.getAttribute(END, Long.class);
        if (end != null) {
            session.getTransactionManager().enlistAfterCompletion(new SteadyAnswer(end));
        }
    }

    @Override
    protected void commitImpl() {
        await();
    }

    @Override
    protected void rollbackImpl() {
        await();
    }

    private void await() {
        long left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }
}
