package io.github.keycloakporter.email.webhook.ses;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakporter.email.webhook.Endpoint;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SesWebhookTest {

    private static final String[] IN_ITS_DAYS = {"-startdate", "2026/01/01 00:00:00", "-validity", "365"};

    private static final String BOUNCE = """
            {"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",
              "bouncedRecipients":[{"emailAddress":"ada@example.org","action":"failed","status":"5.1.1",
                "diagnosticCode":"smtp; 550 5.1.1 user unknown"}],
              "timestamp":"2026-03-04T05:00:00.500Z","feedbackId":"0100-fb"},
             "mail":{"messageId":"0100-mail","tags":{"porter-id":["01mail"]},"destination":["ada@example.org"]}}""";

    @TempDir
    static Path directory;

    private static SigningAuthority amazon;

    private final SnsStandIn sns = new SnsStandIn();
    private final Endpoint endpoint = endpoint(SnsPost.TOPIC, false);

    @BeforeAll
    static void makeKey() {
        amazon = SigningAuthority.make(directory, "CN=sns.amazonaws.com", IN_ITS_DAYS);
    }

    @BeforeEach
    void serveCertificate() {
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, amazon.pem());
    }

    @AfterEach
    void stop() {
        sns.close();
    }

    @Test
    void aSignedBounceIsWrittenDown() {
        assertThat(post(SnsPost.notification(BOUNCE))).isEqualTo(204);
        assertThat(endpoint.events())
                .containsExactly(new DeliveryEvent(
                        "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324-0",
                        DeliveryEvent.Type.HARD_BOUNCE,
                        Instant.parse("2026-03-04T05:00:00.500Z"),
                        Optional.of("01mail"),
                        Optional.of("0100-mail"),
                        Optional.of("5.1.1")));
    }

    @Test
    void aSubjectIsSignedToo() {
        SnsPost post = SnsPost.notification(BOUNCE).with("Subject", "Amazon SES Email Event Notification");
        assertThat(post(post)).isEqualTo(204);
        refused(post.with("Subject", "Another").unsigned(), 403, "forged", 1);
    }

    @Test
    void theCertificateIsFetchedOnce() {
        post(SnsPost.notification(BOUNCE));
        post(SnsPost.notification(BOUNCE));
        assertThat(sns.calls()).containsExactly(SnsPost.CERTIFICATE_PATH);
        assertThat(endpoint.events()).as("the same message again").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageId", "Message", "Timestamp"})
    void oneLetterOfASignedPartIsEnough(String name) {
        SnsPost post = SnsPost.notification(BOUNCE);
        post.signedBy(amazon);
        String other =
                name.equals("Timestamp") ? Endpoint.NOW.minusSeconds(1).toString() : BOUNCE.replace("ada@", "eve@");
        refused(post.with(name, other).unsigned(), 403, "forged", 0);
    }

    @Test
    void aNewLineAfterTheJsonIsNotPartOfWhatIsSigned() {
        assertThat(endpoint.post(SnsPost.notification(BOUNCE).signedBy(amazon) + "\r\n", Map.of())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anotherKeyIsForged() {
        SigningAuthority eve = SigningAuthority.make(directory, "CN=sns.amazonaws.com", IN_ITS_DAYS);
        refused(SnsPost.notification(BOUNCE).signedBy(eve), 403, "forged", 0);
    }

    @Test
    void aTopicOfSomebodyElseIsNotBelievedThoughAmazonSignedIt() {
        SnsPost post =
                SnsPost.notification(BOUNCE).with("TopicArn", SnsPost.TOPIC.replace("123456789012", "999999999999"));
        refused(post.signedBy(amazon), 403, "wrong-topic", 0);
        assertThat(sns.calls()).as("nothing is fetched for strangers").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-601, 601})
    void anOldOrEarlySignatureIsStale(long seconds) {
        SnsPost post = SnsPost.notification(BOUNCE)
                .with("Timestamp", Endpoint.NOW.plusSeconds(seconds).toString());
        refused(post.signedBy(amazon), 403, "stale", 0);
        assertThat(sns.calls()).isEmpty();
    }

    @Test
    void sha1OnlyWhereAsked() {
        String body = SnsPost.notification(BOUNCE).with("SignatureVersion", "1").signedBy(amazon, "SHA1withRSA");
        refused(body, 403, "forged", 0);
        Endpoint old = endpoint(SnsPost.TOPIC, true);
        assertThat(old.post(body, Map.of()).status()).isEqualTo(204);
        assertThat(old.post(SnsPost.notification(BOUNCE).signedBy(amazon), Map.of())
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem",
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.s3.amazonaws.com/SimpleNotificationService-0.pem",
                "file:///etc/passwd.pem"
            })
    void aCertificateElsewhereIsNotFetched(String url) {
        refused(SnsPost.notification(BOUNCE).with("SigningCertURL", url).signedBy(amazon), 403, "forged", 0);
        assertThat(sns.calls()).isEmpty();
    }

    @Test
    void certificatesOutOfTheirDaysAreNotBelieved() {
        SigningAuthority expired = SigningAuthority.make(
                directory, "CN=sns.amazonaws.com", "-startdate", "2025/01/01 00:00:00", "-validity", "30");
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, expired.pem());
        refused(SnsPost.notification(BOUNCE).signedBy(expired), 403, "forged", 0);
        SigningAuthority early = SigningAuthority.make(
                directory, "CN=sns.amazonaws.com", "-startdate", "2026/04/01 00:00:00", "-validity", "30");
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, early.pem());
        assertThat(endpoint.post(SnsPost.notification(BOUNCE).signedBy(early), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=evil.example                    | RSA | 2048",
                "CN=sns.amazonaws.com.evil.example  | RSA | 2048",
                "O=sns.amazonaws.com                | RSA | 2048",
                "CN=sns.amazonaws.com               | RSA | 1024",
                "CN=sns.amazonaws.com               | EC  | 256"
            })
    void certificatesOfOthersAreNotBelieved(String name, String algorithm, String bits) {
        SigningAuthority other = SigningAuthority.make(
                directory,
                name,
                "-keyalg",
                algorithm,
                "-keysize",
                bits,
                "-startdate",
                "2026/01/01 00:00:00",
                "-validity",
                "365");
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, other.pem());
        String body = SnsPost.notification(BOUNCE)
                .signedBy(other, algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        refused(body, 403, "forged", 0);
    }

    @Test
    void aCertificateThatIsNotThereIsForged() {
        sns.serve(SnsPost.CERTIFICATE_PATH, 404, new byte[0]);
        refused(SnsPost.notification(BOUNCE).signedBy(amazon), 403, "forged", 0);
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, "no certificate".getBytes(StandardCharsets.UTF_8));
        assertThat(post(SnsPost.notification(BOUNCE))).isEqualTo(403);
    }

    @Test
    void whatCannotBeProvenNowMayComeAgain() {
        String body = SnsPost.notification(BOUNCE).signedBy(amazon);
        sns.serve(SnsPost.CERTIFICATE_PATH, 500, new byte[0]);
        refused(body, 503, "unavailable", 0);
        sns.serve(SnsPost.CERTIFICATE_PATH, 302, new byte[0]);
        assertThat(endpoint.post(body, Map.of()).status()).isEqualTo(503);
        assertThat(sns.calls()).as("redirects are not followed").doesNotContain("/elsewhere.pem");
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, new byte[70_000]);
        assertThat(endpoint.post(body, Map.of()).status()).isEqualTo(503);
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, amazon.pem());
        assertThat(endpoint.post(body, Map.of()).status()).isEqualTo(204);
    }

    /** The limit is there to end the test where nobody gives up; how long giving up takes is not measured. */
    @Test
    @Timeout(60)
    void aCertificateThatNeverEndsIsGivenUp() {
        sns.stall(SnsPost.CERTIFICATE_PATH);
        Endpoint impatient = endpoint(SnsPost.TOPIC, false, Duration.ofMillis(300));
        assertThat(impatient
                        .post(SnsPost.notification(BOUNCE).signedBy(amazon), Map.of())
                        .status())
                .isEqualTo(503);
    }

    @Test
    void aSubscriptionIsConfirmed() {
        sns.serve("/", 200, "<ConfirmSubscriptionResponse/>".getBytes(StandardCharsets.UTF_8));
        assertThat(post(SnsPost.confirmation("SubscriptionConfirmation"))).isEqualTo(204);
        assertThat(sns.calls())
                .containsExactly(
                        SnsPost.CERTIFICATE_PATH,
                        "/?Action=ConfirmSubscription&TopicArn=" + SnsPost.TOPIC + "&Token=2336412f37");
    }

    @Test
    void aSubscriptionOfSomebodyElseIsNot() {
        SnsPost post = SnsPost.confirmation("SubscriptionConfirmation").with("TopicArn", SnsPost.TOPIC + "x");
        refused(post.signedBy(amazon), 403, "wrong-topic", 0);
        String forged = SnsPost.confirmation("SubscriptionConfirmation")
                .with("Signature", "AAAA")
                .unsigned();
        refused(forged, 403, "forged", 0);
        assertThat(sns.calls()).containsExactly(SnsPost.CERTIFICATE_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?Action=ConfirmSubscription",
                "http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic",
                "https://sns.eu-west-1.amazonaws.com/"
            })
    void nothingElseIsCalledEvenIfSigned(String url) {
        SnsPost post = SnsPost.confirmation("SubscriptionConfirmation").with("SubscribeURL", url);
        refused(post.signedBy(amazon), 403, "forged", 0);
        assertThat(sns.calls()).containsExactly(SnsPost.CERTIFICATE_PATH);
    }

    @Test
    void theEndOfASubscriptionIsNotUndone() {
        assertThat(post(SnsPost.confirmation("UnsubscribeConfirmation"))).isEqualTo(204);
        assertThat(sns.calls()).containsExactly(SnsPost.CERTIFICATE_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Successfully validated SNS topic for Amazon SES event publishing.",
                "{\"notificationType\":\"AmazonSnsSubscriptionSucceeded\"}",
                "{\"eventType\":\"Send\",\"mail\":{\"messageId\":\"m\"}}",
                "{\"eventType\":\"Open\"}",
                "{}"
            })
    void whatChangesNothingIsIgnored(String message) {
        assertThat(post(SnsPost.notification(message))).isEqualTo(204);
        assertThat(endpoint.counted("ignored")).isOne();
        assertThat(endpoint.events()).isEmpty();
    }

    @Test
    void kindsOfMessagesNobodyKnowsAreIgnored() {
        assertThat(post(SnsPost.notification(BOUNCE).with("Type", "Whatever"))).isEqualTo(204);
        assertThat(endpoint.events()).isEmpty();
        assertThat(sns.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"Type\":\"Notification\",\"Message\":\"m\"}"})
    void withoutSignatureItIsUnsigned(String body) {
        refused(body, 401, "unsigned", 0);
    }

    @Test
    void nonsenseIsMalformed() {
        refused("{\"Type\":", 400, "malformed", 0);
        assertThat(post(SnsPost.notification("{\"eventType\":"))).isEqualTo(400);
    }

    @Test
    void aReportThatNamesNoMailIsSkipped() {
        assertThat(post(SnsPost.notification("{\"eventType\":\"Delivery\",\"mail\":{}}")))
                .isEqualTo(204);
        assertThat(endpoint.rejected("entry")).isOne();
    }

    /** Every partition has domains and certificates of its own. */
    @ParameterizedTest
    @CsvSource({
        "aws-eusc, eusc-de-east-1, amazonaws.eu",
        "aws-cn, cn-north-1, amazonaws.com.cn",
        "aws-us-gov, us-gov-west-1, amazonaws.com"
    })
    void theOtherPartitionsAreBelievedToo(String partition, String region, String domain) {
        SigningAuthority theirs = SigningAuthority.make(directory, "CN=sns." + region + "." + domain, IN_ITS_DAYS);
        sns.serve(SnsPost.CERTIFICATE_PATH, 200, theirs.pem());
        String topic = "arn:" + partition + ":sns:" + region + ":123456789012:porter-ses";
        assertThat(SesDialect.isTopic(topic)).isTrue();
        SnsPost post = SnsPost.notification(BOUNCE)
                .with("TopicArn", topic)
                .with("SigningCertURL", "https://sns." + region + "." + domain + SnsPost.CERTIFICATE_PATH);
        assertThat(endpoint(topic, false).post(post.signedBy(theirs), Map.of()).status())
                .isEqualTo(204);
        SnsPost lookAlike = post.with(
                "SigningCertURL", "https://sns." + region + "." + domain + ".evil.example" + SnsPost.CERTIFICATE_PATH);
        assertThat(endpoint(topic, false).post(lookAlike.unsigned(), Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoComplaintChangesNothing() {
        String notSpam = "{\"notificationType\":\"Complaint\",\"mail\":{\"messageId\":\"m\"},\"complaint\":"
                + "{\"complaintFeedbackType\":\"not-spam\",\"complainedRecipients\":[{\"emailAddress\":\"a@example.org\"}]}}";
        assertThat(post(SnsPost.notification(notSpam))).isEqualTo(204);
        assertThat(endpoint.events()).isEmpty();
        assertThat(endpoint.counted("ignored")).isOne();
    }

    @Test
    void withoutATopicThereIsNoEndpoint() {
        Endpoint off = endpoint(null, false);
        assertThat(off.post(SnsPost.notification(BOUNCE).signedBy(amazon), Map.of()))
                .isEqualTo(new Endpoint.Answer(404, Optional.of("not-configured")));
        assertThat(sns.calls()).isEmpty();
    }

    private int post(SnsPost post) {
        return endpoint.post(post.signedBy(amazon), Map.of()).status();
    }

    private void refused(String body, int status, String reason, int eventsSoFar) {
        assertThat(endpoint.post(body, Map.of())).isEqualTo(new Endpoint.Answer(status, Optional.of(reason)));
        assertThat(endpoint.rejected(reason)).isOne();
        assertThat(endpoint.events()).hasSize(eventsSoFar);
    }

    private Endpoint endpoint(String topic, boolean sha1) {
        return endpoint(topic, sha1, Duration.ofSeconds(5));
    }

    private Endpoint endpoint(String topic, boolean sha1, Duration timeout) {
        SnsUrls origin = new SnsUrls(Optional.of(sns.uri()));
        SnsClient client = new SnsClient(timeout);
        SnsSignature signature =
                new SnsSignature(Endpoint.WINDOW, sha1, new FetchedSigningCertificates(origin, client));
        return new Endpoint(metrics -> new SesDialect(signature, origin, client, metrics), topic);
    }
}
