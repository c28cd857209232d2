package io.github.keycloakporter.verification.gate;

import io.github.keycloakporter.spi.config.ActionOptions;
import io.github.keycloakporter.spi.limit.MailCooldown;
import java.util.List;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.policy.MaxAuthAgePasswordPolicyProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the required action, as the console shows them. Names are stock's where stock has the option.
 *
 * @param cooldown between two verification mails to one user or one address
 * @param changeAddress whether the waiting page offers to correct the address
 * @param endSessions whether a session gets no new tokens once its user owes the proof again
 */
public record GateConfig(MailCooldown cooldown, boolean changeAddress, boolean endSessions) {

    private static final String CHANGE_ADDRESS = "changeAddress";
    private static final String END_SESSIONS = "endSessions";

    /** @throws org.keycloak.userprofile.ValidationException naming a wrong option */
    static void validate(RequiredActionConfigModel config) {
        from(ActionOptions.toSave(config));
    }

    public static GateConfig in(RealmModel realm) {
        return from(ActionOptions.in(realm, RequiredAction.VERIFY_EMAIL.name()));
    }

    private static GateConfig from(ActionOptions options) {
        return new GateConfig(
                MailCooldown.from(options), options.flag(CHANGE_ADDRESS, true), options.flag(END_SESSIONS, false));
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(Constants.MAX_AUTH_AGE_KEY)
                .label("Maximum Age of Authentication")
                .helpText(
                        "If an app requests this action: seconds since the last login after which the user has to sign in"
                                + " again first.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(MaxAuthAgePasswordPolicyProviderFactory.DEFAULT_MAX_AUTH_AGE)
                .add()
                .property()
                .name(MailCooldown.OPTION)
                .label("Cooldown between emails")
                .helpText("Seconds between two verification mails to one user or one address, over new log-ins too. "
                        + "0 switches the cooldown off.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(String.valueOf(MailCooldown.DEFAULT.toSeconds()))
                .add()
                .property()
                .name(CHANGE_ADDRESS)
                .label("Offer to correct the address")
                .helpText("Whether the user can correct a mistyped address on the waiting page before it is verified.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("true")
                .add()
                .property()
                .name(END_SESSIONS)
                .label("End sessions with an unverified address")
                .helpText(
                        "Whether an online or offline session ends at its next refresh if the user's address is no longer"
                                + " verified, because it was changed or an administrator unset Email verified. If off, the session"
                                + " continues, and the next login asks for the verification.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("false")
                .add()
                .build();
    }
}
