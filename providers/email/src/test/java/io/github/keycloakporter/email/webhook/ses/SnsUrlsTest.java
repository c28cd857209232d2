package io.github.keycloakporter.email.webhook.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsUrlsTest {

    private final SnsUrls amazon = new SnsUrls(Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a1b.pem",
                "https://sns.eu-west-1.amazonaws.com:443/a.pem",
                "https://sns.us-gov-west-1.amazonaws.com/a.pem",
                "https://sns.ap-southeast-12.amazonaws.com/a.pem",
                "https://sns.cn-north-1.amazonaws.com.cn/a.pem",
                "https://sns.eusc-de-east-1.amazonaws.eu/SimpleNotificationService-0a1b.pem"
            })
    void amazonsOwn(String url) throws WebhookRejection {
        assertThat(amazon.certificate(url)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.us-east-1.amazonaws.com/a.pem",
                "HTTPS.evil://sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.example/a.pem",
                "https://sns.us-east-1.amazonaws.com@evil.example/a.pem",
                "https://user@sns.us-east-1.amazonaws.com/a.pem",
                "https://user:pass@sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.example\\@sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.example#@sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.example/?sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com.evil.example/a.pem",
                "https://xsns.us-east-1.amazonaws.com/a.pem",
                "https://evil.sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com./a.pem",
                "https://sns.us-east-1.amazonaws.com:8443/a.pem",
                "https://sns.s3.amazonaws.com/a.pem",
                "https://sns.s3-us-west-2.amazonaws.com/a.pem",
                "https://sns.amazonaws.com/a.pem",
                "https://sns.amazonaws.eu/a.pem",
                "https://sns.s3.amazonaws.eu/a.pem",
                "https://sns.eu-west-1.amazonaws.eu/a.pem",
                "https://sns.eusc-de-east-1.amazonaws.com/a.pem",
                "https://sns.eusc-de-east-1.amazonaws.eu.evil.example/a.pem",
                "https://sns.eusc-de-east-1.amazonaws.eu.com/a.pem",
                "https://sns.eusc-de-east-1.amazonaws.europe/a.pem",
                "https://sns.eusc-de-east-1.amazonaws-eu/a.pem",
                "https://sns.eusc-de-east-1.evil.amazonaws.eu/a.pem",
                "https://sns.cn-north-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com.cn/a.pem",
                "https://sns.us-east-1.amazonaws.org/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.txt",
                "https://sns.us-east-1.amazonaws.com/a.txt?b=.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem?b",
                "https://sns.us-east-1.amazonaws.com/a.txt#.pem",
                "https://sns.us-east-1.amazonaws.com",
                "https://sns.us-east-1.amazonaws.com%2eevil.example/a.pem",
                "https://[::1]/a.pem",
                "file:///a.pem",
                "mailto:a.pem",
                "a.pem",
                ""
            })
    void notAmazonsOwn(String url) {
        refused(() -> amazon.certificate(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?Action=ConfirmSubscription",
                "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscriptionX",
                "https://sns.us-east-1.amazonaws.com/?Action=Publish",
                "https://sns.us-east-1.amazonaws.com/Action=ConfirmSubscription"
            })
    void noConfirmation(String url) {
        refused(() -> amazon.confirmation(url));
    }

    @Test
    void aStandInIsAskedForWhatAmazonWouldBe() throws WebhookRejection {
        SnsUrls standIn = new SnsUrls(Optional.of(URI.create("http://127.0.0.1:8090/sns/")));
        assertThat(standIn.certificate("https://sns.us-east-1.amazonaws.com/a.pem"))
                .isEqualTo(URI.create("http://127.0.0.1:8090/sns/a.pem"));
        assertThat(standIn.confirmation("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t%2Fu"))
                .isEqualTo(URI.create("http://127.0.0.1:8090/sns/?Action=ConfirmSubscription&Token=t%2Fu"));
        refused(() -> standIn.certificate("http://127.0.0.1:8090/sns/a.pem"));
    }

    private interface Lookup {
        URI run() throws WebhookRejection;
    }

    private static void refused(Lookup lookup) {
        assertThatExceptionOfType(WebhookRejection.class)
                .isThrownBy(lookup::run)
                .extracting(WebhookRejection::reason)
                .isEqualTo(WebhookRejection.Reason.FORGED);
    }
}
