package io.github.keycloakporter.email.webhook;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.List;

/** How one mail provider signs and words its reports. Kept by the factory, used from any thread. */
interface WebhookDialect {

    /** Last part of the path and label in metrics, such as {@code sendgrid}. */
    String provider();

    /**
     * Reads a request that proves to be the provider's.
     *
     * @return what it reports, in the order of the request; empty where it reports nothing that changes anything
     * @throws WebhookRejection where the request is not believed or not understood
     */
    List<DeliveryEvent> read(WebhookRequest request) throws WebhookRejection;

    /** The status the provider takes for "received": any 2xx will do for most. */
    default int received() {
        return 204;
    }
}
