package io.github.keycloakporter.recovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatorConfigModel;

/**
 * The options of a step. Keycloak does not let a step check them, so a value that is none of an option's, as an import may
 * bring, is told in the log and counts as the default, which is the safe one.
 */
public record StepOptions(AuthenticatorConfigModel config) {

    private static final Logger LOGGER = Logger.getLogger(StepOptions.class);

    /** @param otherwise where the option is missing or wrong */
    public <E extends Enum<E>> E choice(String option, E otherwise) {
        return choice(option, otherwise, otherwise);
    }

    /**
     * @param missing where the option is missing or blank
     * @param otherwise where it is wrong: the safe one
     */
    public <E extends Enum<E>> E choice(String option, E missing, E otherwise) {
        String value = config == null ? null : config.getConfig().get(option);
        if (value == null || value.isBlank()) {
            return missing;
        }
        for (E choice : otherwise.getDeclaringClass().getEnumConstants()) {
            if (text(choice).equals(value.trim())) {
                return choice;
            }
        }
        LOGGER.warnf(
                "Option %s of the step settings '%s' must be one of %s, not '%s': %s is taken",
                option, config.getAlias(), choices(otherwise.getDeclaringClass()), value, text(otherwise));
        return otherwise;
    }

    /** As it stands in the settings: lower case with dashes. */
    public static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> choices(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(StepOptions::text).toList();
    }
}
