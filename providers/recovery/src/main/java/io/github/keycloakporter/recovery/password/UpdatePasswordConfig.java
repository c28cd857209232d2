package io.github.keycloakporter.recovery.password;

import io.github.keycloakporter.spi.config.ActionOptions;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the required action UPDATE_PASSWORD, as the console shows them.
 *
 * @param endSessions whether all other sessions end with the old password
 * @param endOfflineSessions whether the offline sessions end too
 */
record UpdatePasswordConfig(boolean endSessions, boolean endOfflineSessions) {

    private static final String END_SESSIONS = "end-sessions";
    private static final String END_OFFLINE_SESSIONS = "end-offline-sessions";

    /** @throws org.keycloak.userprofile.ValidationException naming a wrong option */
    static void validate(RequiredActionConfigModel config) {
        from(ActionOptions.toSave(config));
    }

    static UpdatePasswordConfig in(RealmModel realm) {
        return from(ActionOptions.in(realm, RequiredAction.UPDATE_PASSWORD.name()));
    }

    /** What is missing or wrong ends: the safe side. */
    private static UpdatePasswordConfig from(ActionOptions options) {
        return new UpdatePasswordConfig(options.flag(END_SESSIONS, true), options.flag(END_OFFLINE_SESSIONS, true));
    }

    static List<ProviderConfigProperty> metadata() {
        List<ProviderConfigProperty> all = new ArrayList<>(RequiredActionFactory.MAX_AUTH_AGE_CONFIG_PROPERTIES);
        all.addAll(ProviderConfigurationBuilder.create()
                .property()
                .name(END_SESSIONS)
                .label("End other sessions")
                .helpText("Whether all other sessions of the user end when the password is changed, independent of the"
                        + " checkbox on the page.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .property()
                .name(END_OFFLINE_SESSIONS)
                .label("End offline sessions")
                .helpText("Whether the user's offline sessions (apps with an offline token) end as well.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .build());
        return List.copyOf(all);
    }
}
