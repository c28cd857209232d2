package io.github.keycloakporter.email.transport.smtp.wire;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The library's own log of what goes over the wire. It repeats addresses, so it stays silent at every level. */
public final class WireLog {

    /** Held, or the level would be forgotten together with the logger. */
    private static final Logger LOGGER = Logger.getLogger(WireLog.class.getPackageName());

    private WireLog() {}

    public static void silence() {
        LOGGER.setLevel(Level.OFF);
    }
}
