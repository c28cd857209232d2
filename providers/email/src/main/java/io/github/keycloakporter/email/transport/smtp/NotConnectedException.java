package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.spi.mail.DeliveryResult;

/** No connection came about; nothing was sent. Carries no text of the server. */
final class NotConnectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DeliveryResult result;

    NotConnectedException(DeliveryResult result) {
        super("not connected", null, false, false);
        this.result = result;
    }

    NotConnectedException(String code) {
        this(DeliveryResult.TryLater.of(code));
    }

    DeliveryResult result() {
        return result;
    }
}
