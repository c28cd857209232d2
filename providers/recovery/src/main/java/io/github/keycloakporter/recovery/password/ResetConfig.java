package io.github.keycloakporter.recovery.password;

import io.github.keycloakporter.recovery.StepOptions;
import java.util.List;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the step that lets a new password be set, as the console shows them.
 *
 * @param secondFactor whether the mailbox alone is enough for an account that has a second factor; {@link SecondFactor#FLOW}
 *     where neither the option nor the flow asks for it
 * @param logIn whether a reset logs in
 */
record ResetConfig(SecondFactor secondFactor, LogIn logIn) {

    public enum SecondFactor {
        /** Required where the flow asks for it before this step, otherwise as Keycloak does. */
        FLOW,
        REQUIRED,
        /** As Keycloak does. */
        STOCK
    }

    public enum LogIn {
        WITH_SECOND_FACTOR,
        NEVER,
        ALWAYS
    }

    private static final String SECOND_FACTOR = "second-factor";
    private static final String LOG_IN = "log-in";

    /** @param flowAsks whether the flow asks for a second factor before this step */
    static ResetConfig from(AuthenticatorConfigModel config, boolean flowAsks) {
        StepOptions options = new StepOptions(config);
        SecondFactor chosen = options.choice(SECOND_FACTOR, SecondFactor.FLOW, SecondFactor.REQUIRED);
        SecondFactor factor = chosen == SecondFactor.FLOW && flowAsks ? SecondFactor.REQUIRED : chosen;
        LogIn logIn = options.choice(
                LOG_IN,
                factor == SecondFactor.FLOW ? LogIn.ALWAYS : LogIn.WITH_SECOND_FACTOR,
                LogIn.WITH_SECOND_FACTOR);
        return new ResetConfig(factor, logIn);
    }

    /** Whether the log-in page comes next. */
    boolean logsInAgain(boolean secondFactorShown) {
        return switch (logIn) {
            case WITH_SECOND_FACTOR -> !secondFactorShown;
            case NEVER -> true;
            case ALWAYS -> false;
        };
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(SECOND_FACTOR)
                .label("Second factor")
                .helpText(
                        "flow: 'required' in a flow that asks for a second factor before this step, otherwise 'stock' with a"
                                + " warning in the log. required: a user with a second factor (OTP, security key, passkey, recovery"
                                + " codes) has to use it before the new password, and a flow that does not ask for it is rejected."
                                + " stock: the link in the email is enough, as in Keycloak without Porter.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(StepOptions.choices(SecondFactor.class))
                .defaultValue(StepOptions.text(SecondFactor.FLOW))
                .add()
                .property()
                .name(LOG_IN)
                .label("Sign in after the reset")
                .helpText(
                        "with-second-factor: a user who used a second factor is signed in, and all others sign in with the"
                                + " new password. This is the default, except in a flow that keeps Keycloak's behaviour. never: all"
                                + " users sign in with the new password. always: all users are signed in, as in Keycloak without Porter.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(StepOptions.choices(LogIn.class))
                .defaultValue(StepOptions.text(LogIn.WITH_SECOND_FACTOR))
                .add()
                .build();
    }
}
