package io.github.keycloakporter.recovery.request;

import io.github.keycloakporter.recovery.StepOptions;
import java.util.List;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the mail step that are Porter's own, as the console shows them.
 *
 * @param explainsOtherWays whether somebody who logs in without a password is told how, instead of getting a link to set one
 * @param tellsNetwork whether the mail says which network it was asked from
 */
public record MailConfig(boolean explainsOtherWays, boolean tellsNetwork) {

    private enum WithoutPassword {
        EXPLAIN,
        ALLOW
    }

    private enum TellNetwork {
        FALSE,
        TRUE
    }

    private static final String WITHOUT_PASSWORD = "accounts-without-password";
    private static final String TELL_NETWORK = "tell-network";

    /** @param flowAsks whether the flow asks for a second factor; one that does not keeps Keycloak's behaviour */
    public static MailConfig from(AuthenticatorConfigModel config, boolean flowAsks) {
        StepOptions options = new StepOptions(config);
        WithoutPassword missing = flowAsks ? WithoutPassword.EXPLAIN : WithoutPassword.ALLOW;
        return new MailConfig(
                options.choice(WITHOUT_PASSWORD, missing, WithoutPassword.EXPLAIN) == WithoutPassword.EXPLAIN,
                options.choice(TELL_NETWORK, TellNetwork.FALSE) == TellNetwork.TRUE);
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(WITHOUT_PASSWORD)
                .label("Accounts without a password")
                .helpText(
                        "explain: a user who has no password, and signs in through an identity provider or with a passkey,"
                                + " gets an email that says so. allow: the user gets a link to set a password, as in Keycloak without"
                                + " Porter. allow is the default in a flow that does not ask for a second factor.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(StepOptions.choices(WithoutPassword.class))
                .defaultValue(StepOptions.text(WithoutPassword.EXPLAIN))
                .add()
                .property()
                .name(TELL_NETWORK)
                .label("Show the network")
                .helpText(
                        "Whether the email shows the network that the reset was requested from: the IP address without its"
                                + " last part (IPv4 /24, IPv6 /48).")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue(StepOptions.text(TellNetwork.FALSE))
                .add()
                .build();
    }
}
