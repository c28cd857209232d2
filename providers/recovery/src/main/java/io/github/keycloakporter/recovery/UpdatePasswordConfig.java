package io.github.keycloakporter.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the required action UPDATE_PASSWORD, as the console shows them.
 *
 * @param endSessions whether all other sessions end with the old password
 * @param endOfflineSessions whether the offline sessions end too
 */
record UpdatePasswordConfig(boolean endSessions, boolean endOfflineSessions) {

    private static final Logger LOGGER = Logger.getLogger(UpdatePasswordConfig.class);

    private static final String END_SESSIONS = "end-sessions";
    private static final String END_OFFLINE_SESSIONS = "end-offline-sessions";

    /** Reads the options; a missing one has its default, which is the safe one, and so has a wrong one, which the log tells. */
    static UpdatePasswordConfig from(RequiredActionConfigModel config) {
        return new UpdatePasswordConfig(isOn(config, END_SESSIONS), isOn(config, END_OFFLINE_SESSIONS));
    }

    /** @throws IllegalArgumentException naming a wrong option */
    static void validate(RequiredActionConfigModel config) {
        for (String option : List.of(END_SESSIONS, END_OFFLINE_SESSIONS)) {
            String value = value(config, option);
            if (!isTrueOrFalse(value)) {
                throw new IllegalArgumentException(option + " must be true or false, not '" + value + "'");
            }
        }
    }

    private static boolean isOn(RequiredActionConfigModel config, String option) {
        String value = value(config, option);
        if (!isTrueOrFalse(value)) {
            LOGGER.warnf(
                    "Required action UPDATE_PASSWORD: %s must be true or false, not '%s'; true is taken",
                    option, value);
        }
        return !value.equals("false");
    }

    private static boolean isTrueOrFalse(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static String value(RequiredActionConfigModel config, String option) {
        Map<String, String> values = config == null ? null : config.getConfig();
        String value = values == null ? null : values.get(option);
        return value == null || value.isBlank() ? "true" : value.trim();
    }

    static List<ProviderConfigProperty> metadata() {
        List<ProviderConfigProperty> all = new ArrayList<>(RequiredActionFactory.MAX_AUTH_AGE_CONFIG_PROPERTIES);
        all.addAll(ProviderConfigurationBuilder.create()
                .property()
                .name(END_SESSIONS)
                .label("End other sessions")
                .helpText("Whether all other sessions of the user end when the password is changed, whatever the user "
                        + "ticks on the page.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .property()
                .name(END_OFFLINE_SESSIONS)
                .label("End offline sessions")
                .helpText("Whether the user's offline sessions (apps with a lasting refresh token) end as well.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .build());
        return List.copyOf(all);
    }
}
