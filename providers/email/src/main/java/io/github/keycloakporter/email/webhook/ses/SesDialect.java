package io.github.keycloakporter.email.webhook.ses;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.email.webhook.dialect.ReplayWindow;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookJson;
import io.github.keycloakporter.email.webhook.dialect.WebhookMetrics;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Amazon SES: notifications and published events, both through an SNS topic. */
public final class SesDialect implements WebhookDialect {

    public static final String PROVIDER = "ses";

    public static final String TOPIC_PROBLEM =
            "must be the ARN of an SNS topic: arn:aws:sns:<region>:<account>:<name>, or with another partition than aws";

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws(?:-[a-z-]{1,12})?:sns:[a-z0-9-]{1,32}:\\d{12}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");
    private static final Logger LOG = Logger.getLogger(SesDialect.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SnsSignature signature;
    private final SnsUrls origin;
    private final SnsClient client;
    private final WebhookMetrics metrics;

    /**
     * @param sha1 whether SNS may sign with SHA-1 too
     * @param endpoint stand-in for SNS in tests
     */
    public static SesDialect of(ReplayWindow window, boolean sha1, Optional<URI> endpoint, WebhookMetrics metrics) {
        SnsUrls urls = new SnsUrls(endpoint);
        SnsClient client = new SnsClient(TIMEOUT);
        return new SesDialect(
                new SnsSignature(window, sha1, new FetchedSigningCertificates(urls, client)), urls, client, metrics);
    }

    SesDialect(SnsSignature signature, SnsUrls origin, SnsClient client, WebhookMetrics metrics) {
        this.signature = signature;
        this.origin = origin;
        this.client = client;
        this.metrics = metrics;
    }

    /** Whether a text is the ARN of an SNS topic. */
    public static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public List<DeliveryEvent> read(WebhookRequest request, String key) throws WebhookRejection {
        SnsMessage message = new SnsMessage(WebhookJson.read(request.body()));
        if (!message.known() && message.text("Signature").isPresent()) {
            // a kind SNS did not have when this was written: what it signs is unknown, so nothing of it is believed
            metrics.ignored(PROVIDER);
            return List.of();
        }
        signature.verify(message, key, request.receivedAt());
        return switch (message.type()) {
            case SnsMessage.NOTIFICATION -> events(message);
            case SnsMessage.SUBSCRIPTION -> confirm(message);
            default -> ended();
        };
    }

    private List<DeliveryEvent> events(SnsMessage message) throws WebhookRejection {
        String text = message.required("Message");
        if (!text.startsWith("{")) {
            // SES greets a new destination in plain words
            metrics.ignored(PROVIDER);
            return List.of();
        }
        JsonNode report = WebhookJson.read(text.getBytes(StandardCharsets.UTF_8));
        SesReport ses = new SesReport(message.required("MessageId"), message.required("Timestamp"), report);
        if (ses.kind().isEmpty()) {
            metrics.ignored(PROVIDER);
            return List.of();
        }
        List<DeliveryEvent> events = ses.events();
        if (events.isEmpty()) {
            metrics.badEntry(PROVIDER);
        }
        return events;
    }

    private List<DeliveryEvent> confirm(SnsMessage message) throws WebhookRejection {
        client.get(origin.confirmation(message.required("SubscribeURL")));
        LOG.info("Subscription to the SNS topic of SES confirmed");
        return List.of();
    }

    private static List<DeliveryEvent> ended() {
        LOG.warn("The subscription to the SNS topic of SES was ended: no more delivery reports will come");
        return List.of();
    }
}
