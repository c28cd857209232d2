package io.github.keycloakporter.email.transport;

import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.Fault;

/** Reads the results of deliveries that failed. */
public final class Results {

    private Results() {}

    /** Such as {@code smtp 451 4.7.1}; for a mail that was accepted, a text that equals no code. */
    public static String code(DeliveryResult result) {
        return result instanceof Failed failed ? failed.code() : "not failed: " + result;
    }

    public static Fault fault(DeliveryResult result) {
        if (result instanceof Failed failed) {
            return failed.fault();
        }
        throw new AssertionError("Not failed: " + result);
    }
}
