package io.github.keycloakporter.email.webhook.ses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as SNS builds and signs it. */
public final class SnsPost {

    public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:porter-ses";
    static final String CERTIFICATE =
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
    public static final String CERTIFICATE_PATH = "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    /** The time of the unit tests; written out, because the journeys have not all that an endpoint needs. */
    private static final String NOW = "2026-03-04T05:06:07Z";

    private final Map<String, String> parts = new LinkedHashMap<>();

    private SnsPost(String type) {
        parts.put("Type", type);
        parts.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        parts.put("TopicArn", TOPIC);
        parts.put("Timestamp", NOW);
        parts.put("SignatureVersion", "2");
        parts.put("SigningCertURL", CERTIFICATE);
    }

    public static SnsPost notification(String message) {
        return new SnsPost("Notification").with("Message", message);
    }

    /** @param type of the two that carry a token */
    public static SnsPost confirmation(String type) {
        return new SnsPost(type)
                .with("Message", "You have chosen to subscribe to the topic")
                .with("Token", "2336412f37")
                .with(
                        "SubscribeURL",
                        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC
                                + "&Token=2336412f37");
    }

    public SnsPost with(String name, String value) {
        parts.put(name, value);
        return this;
    }

    public String signedBy(SigningAuthority authority) {
        return signedBy(authority, "SHA256withRSA");
    }

    String signedBy(SigningAuthority authority, String algorithm) {
        parts.put("Signature", authority.sign(algorithm, canonical()));
        return unsigned();
    }

    public String unsigned() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        parts.forEach(json::put);
        return json.toPrettyString();
    }

    /** Written out again from Amazon's page, so that the test does not repeat a mistake of the code. */
    private String canonical() {
        List<String> names = parts.get("Type").equals("Notification")
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        StringBuilder text = new StringBuilder();
        names.stream().filter(parts::containsKey).forEach(name -> text.append(name + "\n" + parts.get(name) + "\n"));
        return text.toString();
    }
}
