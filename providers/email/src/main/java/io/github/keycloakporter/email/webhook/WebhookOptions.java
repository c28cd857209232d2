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
                .helpText(
                        "SendGrid's verification key for realms without one of their own (attribute "
                                + WebhookKeys.SENDGRID_ATTRIBUTE
                                + "): base64, as SendGrid shows it. Several, separated by commas, while one replaces the other.")
                .add()
                .property()
                .name(MAILGUN_SIGNING_KEY)
                .type(ProviderConfigProperty.PASSWORD)
                .secret(true)
                .helpText("Mailgun's webhook signing key for realms without one of their own (attribute "
                        + WebhookKeys.MAILGUN_ATTRIBUTE
                        + "). Several, separated by commas, while one replaces the other.")
                .add()
                .property()
                .name(MAILGUN_SIGNING_KEY_FILE)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "File that holds it, in place of the option; several keys may stand on lines of their own. Read again"
                                + " for each report, so that a new key needs no restart.")
                .add()
                .property()
                .name(SES_TOPIC_ARN)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText("The SNS topic of SES that is believed for realms without one of their own (attribute "
                        + WebhookKeys.SES_ATTRIBUTE + ").")
                .add()
                .property()
                .name(MAX_BODY)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(WebhookConfig.DEFAULT_MAX_BODY)
                .helpText("How many bytes a report may have: 1024 to 10485760. A longer one is answered 413.")
                .add()
                .property()
                .name(REPLAY_WINDOW)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("10m")
                .helpText("How old a signature may be, and how far ahead its clock: 1m to 24h.")
                .add()
                .property()
                .name(SNS_SHA1)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(false)
                .helpText(
                        "Whether SNS may sign with SHA-1 (SignatureVersion 1), too. Better set the topic to version 2.")
                .add()
                .property()
                .name(SNS_ENDPOINT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "For stand-ins of SNS in tests: the base URL asked in place of https://sns.<region>.amazonaws.com"
                                + " for certificates and confirmations. HTTP on loopback only. Leave it out in production.")
                .add()
                .build();
    }
}
