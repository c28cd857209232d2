package io.github.keycloakporter.email.webhook;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of {@code --spi-realm-restapi-extension--mail-events--…}, as the console and the documentation show them. */
final class WebhookOptions {

    static final String SENDGRID_PUBLIC_KEY = "sendgridPublicKey";
    static final String MAILGUN_SIGNING_KEY = "mailgunSigningKey";
    static final String MAILGUN_SIGNING_KEY_FILE = "mailgunSigningKeyFile";
    static final String SES_TOPIC_ARN = "sesTopicArn";
    static final String MAX_BODY = "maxBody";
    static final String REPLAY_WINDOW = "replayWindow";
    static final String SNS_SHA1 = "snsSha1";
    static final String SNS_ENDPOINT = "snsEndpoint";

    private WebhookOptions() {}

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(SENDGRID_PUBLIC_KEY)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("SendGrid's verification key for realms without a key of their own (attribute "
                        + WebhookKeys.SENDGRID_ATTRIBUTE
                        + "): base64, as SendGrid shows it. During a rotation, several keys separated by commas.")
                .add()
                .property()
                .name(MAILGUN_SIGNING_KEY)
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .helpText("Mailgun's webhook signing key for realms without a key of their own (attribute "
                        + WebhookKeys.MAILGUN_ATTRIBUTE
                        + "). During a rotation, several keys separated by commas.")
                .add()
                .property()
                .name(MAILGUN_SIGNING_KEY_FILE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "File that contains the key, used instead of the option. During a rotation, one key per line. It is"
                                + " read for each webhook call, so a new key needs no restart.")
                .add()
                .property()
                .name(SES_TOPIC_ARN)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "ARN of the SNS topic whose SES notifications are accepted for realms without a topic of their own"
                                + " (attribute " + WebhookKeys.SES_ATTRIBUTE + ").")
                .add()
                .property()
                .name(MAX_BODY)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(WebhookConfig.DEFAULT_MAX_BODY)
                .helpText(
                        "Maximum size of a webhook call in bytes: 1024 to 10485760. A larger one is answered with 413.")
                .add()
                .property()
                .name(REPLAY_WINDOW)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("10m")
                .helpText("Maximum age of a signature, and how far its time may be in the future: 1m to 24h.")
                .add()
                .property()
                .name(SNS_SHA1)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .helpText(
                        "Whether SHA-1 signatures of SNS (SignatureVersion 1) are accepted too. Set the topic to version 2"
                                + " instead, if you can.")
                .add()
                .property()
                .name(SNS_ENDPOINT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Base URL of a stand-in for SNS in tests, used instead of https://sns.<region>.amazonaws.com for"
                                + " certificates and confirmations. http:// is allowed for loopback only. Do not set it in production.")
                .add()
                .build();
    }
}
