package io.github.keycloakporter.verification.gate;

import java.time.Duration;
import java.util.List;
import org.keycloak.models.Constants;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.policy.MaxAuthAgePasswordPolicyProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the required action, as the console shows them. Names are stock's where stock has the option.
 *
 * @param cooldown time between two verification mails to one user or one address; zero switches it off
 * @param changeAddress whether the waiting page offers to correct the address
 */
record GateConfig(Duration cooldown, boolean changeAddress) {

    static final String COOLDOWN_SECONDS = "emailResendCooldownSeconds";
    static final String CHANGE_ADDRESS = "changeAddress";

    private static final int DEFAULT_COOLDOWN_SECONDS = 60;
    private static final int MAX_COOLDOWN_SECONDS = 24 * 60 * 60;

    /** Reads the options; a missing one has its default. Throws {@link IllegalArgumentException} naming a wrong one. */
    static GateConfig from(RequiredActionConfigModel config) {
        String cooldown = value(config, COOLDOWN_SECONDS, String.valueOf(DEFAULT_COOLDOWN_SECONDS));
        String change = value(config, CHANGE_ADDRESS, "true");
        if (!change.equals("true") && !change.equals("false")) {
            throw new IllegalArgumentException(CHANGE_ADDRESS + " must be true or false, not '" + change + "'");
        }
        return new GateConfig(Duration.ofSeconds(seconds(cooldown)), Boolean.parseBoolean(change));
    }

    private static int seconds(String text) {
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 0 && seconds <= MAX_COOLDOWN_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(cooldownMessage(text), e);
        }
        throw new IllegalArgumentException(cooldownMessage(text));
    }

    private static String cooldownMessage(String text) {
        return COOLDOWN_SECONDS + " must be a number of seconds from 0 to " + MAX_COOLDOWN_SECONDS + ", not '" + text
                + "'";
    }

    private static String value(RequiredActionConfigModel config, String key, String otherwise) {
        String value = config == null ? null : config.getConfigValue(key);
        return value == null || value.isBlank() ? otherwise : value.trim();
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(Constants.MAX_AUTH_AGE_KEY)
                .label("Maximum Age of Authentication")
                .helpText(
                        "Where an app asks for this action: seconds since the last log-in after which the user has to "
                                + "log in again first.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MaxAuthAgePasswordPolicyProviderFactory.DEFAULT_MAX_AUTH_AGE)
                .add()
                .property()
                .name(COOLDOWN_SECONDS)
                .label("Cooldown between mails")
                .helpText("Seconds between two verification mails to one user or one address, over new log-ins too. "
                        + "0 switches the cooldown off.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(DEFAULT_COOLDOWN_SECONDS))
                .add()
                .property()
                .name(CHANGE_ADDRESS)
                .label("Offer to correct the address")
                .helpText("Whether the waiting page lets the user correct a mistyped address before it is proven.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .build();
    }
}
