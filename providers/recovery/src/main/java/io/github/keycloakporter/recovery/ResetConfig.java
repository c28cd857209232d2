package io.github.keycloakporter.recovery;

import java.util.List;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the step that lets a new password be set, as the console shows them.
 *
 * @param secondFactor whether the mailbox alone is enough for an account that has a second factor
 * @param logIn whether a reset logs in
 */
record ResetConfig(SecondFactor secondFactor, LogIn logIn) {

    enum SecondFactor {
        REQUIRED,
        STOCK
    }

    enum LogIn {
        WITH_SECOND_FACTOR,
        NEVER,
        ALWAYS
    }

    private static final String SECOND_FACTOR = "second-factor";
    private static final String LOG_IN = "log-in";

    static ResetConfig from(AuthenticatorConfigModel config) {
        StepOptions options = new StepOptions(config);
        return new ResetConfig(
                options.choice(SECOND_FACTOR, SecondFactor.REQUIRED), options.choice(LOG_IN, LogIn.WITH_SECOND_FACTOR));
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
                        "required: an account that has one (OTP, security key, passkey, recovery codes) shows it before "
                                + "the new password; the flow has to ask for it before this step. stock: the mailed link is "
                                + "enough, as without Porter.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(StepOptions.choices(SecondFactor.class))
                .defaultValue(StepOptions.text(SecondFactor.REQUIRED))
                .add()
                .property()
                .name(LOG_IN)
                .label("Log in after the reset")
                .helpText(
                        "with-second-factor: who showed a second factor is logged in, everybody else logs in with the "
                                + "new password. never: everybody does. always: nobody does, as without Porter.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(StepOptions.choices(LogIn.class))
                .defaultValue(StepOptions.text(LogIn.WITH_SECOND_FACTOR))
                .add()
                .build();
    }
}
