package io.github.keycloakporter.email.webhook.dialect;

import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.util.Arrays;
import java.util.List;

/** How one mail provider signs and formats its webhook calls. Safe for use by several threads. */
public interface WebhookDialect {

    /** Last part of the path and label in metrics, such as {@code sendgrid}. */
    String provider();

    /**
     * Verifies a call and reads its events.
     *
     * @param key public key, signing key or topic of the realm; several during a rotation
     * @return the events in the order of the call; empty if none of them changes a delivery status
     * @throws WebhookRejection if the call is not authentic or cannot be read
     */
    List<DeliveryEvent> read(WebhookRequest request, String key) throws WebhookRejection;

    /** The HTTP status that the provider accepts as received. */
    default int received() {
        return 204;
    }

    /** Splits keys that are valid at the same time, which are separated by commas or white space. */
    static List<String> keys(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(key -> !key.isEmpty())
                .toList();
    }
}
