package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.spi.mail.DeliveryResult;

/** There is no connection and nothing was sent. Carries no text of the server. */
final class NotConnectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DeliveryResult result;

    NotConnectedException(DeliveryResult result) {
        super("not connected", null, false, false);
        this.result = result;
    }

    /** @param code what happened, such as {@code smtp token timeout}: a condition of the table of faults */
    NotConnectedException(String code) {
        this(SmtpFailure.result(DeliveryFailure.event(Stage.CONNECT, code), code));
    }

    DeliveryResult result() {
        return result;
    }
}
