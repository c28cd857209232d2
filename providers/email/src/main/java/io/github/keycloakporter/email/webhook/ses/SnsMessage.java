package io.github.keycloakporter.email.webhook.ses;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What Amazon SNS posts around a message of SES. */
record SnsMessage(JsonNode json) {

    static final String NOTIFICATION = "Notification";
    static final String SUBSCRIPTION = "SubscriptionConfirmation";
    static final String UNSUBSCRIPTION = "UnsubscribeConfirmation";

    private static final List<String> NOTIFICATION_PARTS =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SUBSCRIPTION_PARTS =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** One of the three that SNS knows today. */
    boolean known() {
        return List.of(NOTIFICATION, SUBSCRIPTION, UNSUBSCRIPTION).contains(type());
    }

    String type() {
        return text("Type").orElse("");
    }

    Optional<String> text(String name) {
        return WebhookJson.text(json, name);
    }

    /** @throws WebhookRejection where SNS would not have left it out */
    String required(String name) throws WebhookRejection {
        return text(name).orElseThrow(() -> new WebhookRejection(Reason.MALFORMED));
    }

    /**
     * What the signature covers: names and values in byte order of the names, each followed by a line feed; a subject only
     * where there is one.
     *
     * <p>"Verifying the signatures of Amazon SNS messages" in the SNS developer guide.
     */
    byte[] signed() throws WebhookRejection {
        StringBuilder parts = new StringBuilder();
        for (String name : type().equals(NOTIFICATION) ? NOTIFICATION_PARTS : SUBSCRIPTION_PARTS) {
            Optional<String> value = text(name);
            if (value.isPresent()) {
                parts.append(name).append('\n').append(value.get()).append('\n');
            } else if (!name.equals("Subject")) {
                throw new WebhookRejection(Reason.MALFORMED);
            }
        }
        return parts.toString().getBytes(StandardCharsets.UTF_8);
    }
}
