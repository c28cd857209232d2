package io.github.keycloakporter.spi.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.userprofile.ValidationException;
import org.keycloak.validate.ValidationError;

/**
 * The options of a required action. Keycloak has them checked when an administrator saves them, but not when a realm is
 * imported. A missing or blank one has its default.
 */
public final class ActionOptions {

    private static final System.Logger LOGGER = System.getLogger(ActionOptions.class.getName());
    private static final RealmWarnings WARNINGS =
            new RealmWarnings(text -> LOGGER.log(System.Logger.Level.WARNING, text));

    private static final String VALIDATOR = "porter-options";

    private final Map<String, String> values;
    private final BiConsumer<String, String> wrong;

    private ActionOptions(RequiredActionConfigModel config, BiConsumer<String, String> wrong) {
        this.values = config == null || config.getConfig() == null ? Map.of() : config.getConfig();
        this.wrong = wrong;
    }

    /**
     * As they are about to be saved: reading a wrong one throws a {@link ValidationException} that names it, the only exception
     * that Keycloak's Admin REST API answers with 400 here ({@code AuthenticationManagementResource}).
     */
    public static ActionOptions toSave(RequiredActionConfigModel config) {
        return new ActionOptions(config, (name, problem) -> {
            throw new ValidationException(new ValidationError(VALIDATOR, name, problem));
        });
    }

    /** As they are in a realm: a wrong one is told in the log, once, and its default counts. */
    public static ActionOptions in(RealmModel realm, String action) {
        return new ActionOptions(
                realm.getRequiredActionConfigByAlias(action),
                (name, problem) ->
                        WARNINGS.warnOf(realm, "required action " + action + ":", problem + "; the default is taken"));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean byDefault) {
        return read(name, byDefault, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A number of seconds from 0 to the longest. */
    public Duration seconds(String name, Duration byDefault, Duration longest) {
        return read(name, byDefault, "a number of seconds from 0 to " + longest.toSeconds(), text -> Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(digits -> Duration.ofSeconds(Integer.parseInt(digits)))
                .filter(length -> length.compareTo(longest) <= 0));
    }

    private <T> T read(String name, T byDefault, String right, Function<String, Optional<T>> parse) {
        String text = values.get(name);
        if (text == null || text.isBlank()) {
            return byDefault;
        }
        return parse.apply(text.trim()).orElseGet(() -> {
            wrong.accept(name, name + " must be " + right + ", not '" + text.trim() + "'");
            return byDefault;
        });
    }
}
