package io.github.keycloakporter.email.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.MapScope;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class WebhookConfigTest {

    private static final String PREFIX = "--spi-realm-restapi-extension--mail-events--";

    @Test
    void everythingIsOffByDefault() {
        WebhookConfig config = WebhookConfig.from(MapScope.of());
        assertThat(config.sendgridPublicKey()).isEmpty();
        assertThat(config.mailgunSigningKey().isSet()).isFalse();
        assertThat(config.sesTopicArn()).isEmpty();
        assertThat(config.maxBody()).isEqualTo(1024 * 1024);
        assertThat(config.replayWindow().width()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.snsSha1()).isFalse();
        assertThat(config.snsEndpoint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sendgridPublicKey, sendgrid-public-key, MFkw",
        "sesTopicArn, ses-topic-arn, arn:aws:sqs:eu-west-1:123456789012:q",
        "sesTopicArn, ses-topic-arn, arn:aws:sns:eu-west-1:123456789012:*",
        "maxBody, max-body, 1023",
        "maxBody, max-body, 10485761",
        "maxBody, max-body, 1M",
        "replayWindow, replay-window, 59s",
        "replayWindow, replay-window, 25h",
        "snsSha1, sns-sha1, yes",
        "snsEndpoint, sns-endpoint, http://sns.example.org",
        "snsEndpoint, sns-endpoint, http://127.0.0.1@evil.example",
        "snsEndpoint, sns-endpoint, https://user@sns.example.org",
        "snsEndpoint, sns-endpoint, ftp://127.0.0.1",
        "snsEndpoint, sns-endpoint, https://a b",
        "snsEndpoint, sns-endpoint, localhost:8090"
    })
    void aWrongValueStopsTheStartAndNamesTheOption(String name, String option, String value) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> WebhookConfig.from(MapScope.of(name, value)))
                .withMessageContaining(PREFIX + option);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8090", "http://localhost:8090/sns", "http://[::1]:8090", "https://a.example"})
    void aStandInMayBeOnLoopbackOrSpeakTls(String url) {
        assertThat(WebhookConfig.from(MapScope.of("snsEndpoint", url)).snsEndpoint())
                .contains(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sns:eu-west-1:123456789012:porter",
                "arn:aws-cn:sns:cn-north-1:123456789012:porter_ses-1",
                "arn:aws-us-gov:sns:us-gov-west-1:123456789012:porter.fifo"
            })
    void topicsOfEveryPartition(String arn) {
        assertThat(WebhookConfig.from(MapScope.of("sesTopicArn", arn)).sesTopicArn())
                .contains(arn);
    }

    @Test
    void theSecretIsNotInItsText() {
        assertThat(WebhookConfig.from(MapScope.of("mailgunSigningKey", "s3cret"))
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void everyOptionIsPublishedUnderANameThatKeycloakTakesForARuntimeOne() {
        assertThat(WebhookOptions.metadata())
                .extracting(ProviderConfigProperty::getName)
                .containsExactlyInAnyOrder(
                        "sendgridPublicKey",
                        "mailgunSigningKey",
                        "mailgunSigningKeyFile",
                        "sesTopicArn",
                        "maxBody",
                        "replayWindow",
                        "snsSha1",
                        "snsEndpoint")
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(enabled|provider|default)"));
        assertThat(WebhookOptions.metadata().stream().filter(ProviderConfigProperty::isSecret))
                .extracting(ProviderConfigProperty::getName)
                .containsExactly("mailgunSigningKey");
    }
}
