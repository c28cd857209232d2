package io.github.keycloakporter.it.harness;

import io.github.keycloakporter.email.transport.sendgrid.SendGridStandIn;
import io.github.keycloakporter.email.webhook.ses.SigningAuthority;
import io.github.keycloakporter.email.webhook.ses.SnsPost;
import io.github.keycloakporter.email.webhook.ses.SnsStandIn;
import io.github.keycloakporter.localstack.StackBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SendGrid, SNS and Mailgun as far as Porter sees them: real HTTP, real signatures, keys of the moment. */
public final class MailProviders implements AutoCloseable {

    private static final String MAILGUN_KEY = "mailgun-signing-key";

    private final SendGridStandIn sendGrid;
    private final SnsStandIn sns = new SnsStandIn();
    private final SigningAuthority amazon;
    private final KeyPair sendGridKeys;

    public MailProviders() throws IOException, GeneralSecurityException {
        sendGrid = new SendGridStandIn();
        amazon = SigningAuthority.make(Files.createTempDirectory("porter-sns"), "CN=sns.amazonaws.com");
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, amazon.pem());
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        sendGridKeys = keys.generateKeyPair();
    }

    /** Sets the server's options so that it takes these for the real ones. */
    public void configure(StackBuilder plan) {
        options().forEach(plan::option);
    }

    /** The server's options for it, without dashes. */
    public Map<String, String> options() {
        String webhooks = "spi-realm-restapi-extension--mail-events--";
        return Map.of(
                "spi-email-transport--sendgrid--api-key",
                "SG.test",
                "spi-email-transport--sendgrid--url",
                sendGrid.url(),
                webhooks + "sendgrid-public-key",
                publicKey(),
                webhooks + "ses-topic-arn",
                SnsPost.TOPIC,
                webhooks + "sns-endpoint",
                sns.uri().toString(),
                webhooks + "mailgun-signing-key",
                MAILGUN_KEY);
    }

    public SendGridStandIn sendGrid() {
        return sendGrid;
    }

    private String publicKey() {
        return Base64.getEncoder().encodeToString(sendGridKeys.getPublic().getEncoded());
    }

    /** SendGrid reports one event of one mail. */
    public Rest.Answer sendGridReports(Realm realm, String mailId, String event, Instant at, String more)
            throws GeneralSecurityException {
        String body = "[{\"event\":\"" + event + "\",\"timestamp\":" + at.getEpochSecond() + ",\"sg_event_id\":\""
                + UUID.randomUUID() + "\",\"porter-id\":\"" + mailId + "\"" + more + "}]\r\n";
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(sendGridKeys.getPrivate());
        signature.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
        return sendGridPosts(realm, timestamp, Base64.getEncoder().encodeToString(signature.sign()), body);
    }

    /** Whoever knows the address can post this. */
    public Rest.Answer sendGridPosts(Realm realm, String timestamp, String signature, String body) {
        return Rest.send(post(realm, "sendgrid", body)
                .header("X-Twilio-Email-Event-Webhook-Signature", signature)
                .header("X-Twilio-Email-Event-Webhook-Timestamp", timestamp));
    }

    /** SES reports through SNS. */
    public Rest.Answer sesReports(Realm realm, String message) {
        String body = SnsPost.notification(message)
                .with("MessageId", UUID.randomUUID().toString())
                .with("Timestamp", Instant.now().toString())
                .signedBy(amazon);
        return Rest.send(post(realm, "ses", body));
    }

    /** Mailgun reports; a token given twice is a replay. */
    public Rest.Answer mailgunReports(Realm realm, String token, String eventData) throws GeneralSecurityException {
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(MAILGUN_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal((timestamp + token).getBytes(StandardCharsets.UTF_8)));
        return Rest.send(post(
                realm,
                "mailgun",
                "{\"signature\":{\"timestamp\":\"" + timestamp + "\",\"token\":\"" + token + "\",\"signature\":\""
                        + signature + "\"},\"event-data\":" + eventData + "}"));
    }

    private static HttpRequest.Builder post(Realm realm, String provider, String body) {
        return HttpRequest.newBuilder(URI.create(realm.url() + "/mail-events/" + provider))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Override
    public void close() {
        sendGrid.close();
        sns.close();
    }
}
