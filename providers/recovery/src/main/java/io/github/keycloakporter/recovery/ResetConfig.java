package io.github.keycloakporter.recovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
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

    private static final Logger LOGGER = Logger.getLogger(ResetConfig.class);

    private static final String SECOND_FACTOR = "second-factor";
    private static final String LOG_IN = "log-in";

    /** A value that is none of the options', as an import may bring, counts as the default, which is the safe one. */
    static ResetConfig from(AuthenticatorConfigModel config) {
        return new ResetConfig(
                choice(config, SECOND_FACTOR, SecondFactor.REQUIRED), choice(config, LOG_IN, LogIn.WITH_SECOND_FACTOR));
    }

    /** Whether the log-in page comes next. */
    boolean logsInAgain(boolean secondFactorShown) {
        return switch (logIn) {
            case WITH_SECOND_FACTOR -> !secondFactorShown;
            case NEVER -> true;
            case ALWAYS -> false;
        };
    }

    private static <E extends Enum<E>> E choice(AuthenticatorConfigModel config, String option, E otherwise) {
        String value = config == null ? null : config.getConfig().get(option);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        for (E choice : otherwise.getDeclaringClass().getEnumConstants()) {
            if (text(choice).equals(value.trim())) {
                return choice;
            }
        }
        LOGGER.warnf(
                "Option %s of the step 'Reset Password' (%s) must be one of %s, not '%s': %s is taken",
                option, config.getAlias(), choices(otherwise.getDeclaringClass()), value, text(otherwise));
        return otherwise;
    }

    private static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> choices(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(ResetConfig::text).toList();
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
                .options(choices(SecondFactor.class))
                .defaultValue(text(SecondFactor.REQUIRED))
                .add()
                .property()
                .name(LOG_IN)
                .label("Log in after the reset")
                .helpText(
                        "with-second-factor: who showed a second factor is logged in, everybody else logs in with the "
                                + "new password. never: everybody does. always: nobody does, as without Porter.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(choices(LogIn.class))
                .defaultValue(text(LogIn.WITH_SECOND_FACTOR))
                .add()
                .build();
    }
}
