package io.github.keycloakporter.spi.limit;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.keycloak.models.RealmModel;

/**
 * How much is allowed of each action, in each dimension. The server's options say it for all realms, a realm's attributes
 * for that realm.
 */
public final class LimitRules {

    /** Before action and dimension in the name of a realm's attribute: {@code porter.limit.verify-email.address}. */
    public static final String ATTRIBUTES = "porter.limit.";

    private final Map<LimitedAction, Map<Dimension, List<Rate>>> rules;

    private LimitRules(Map<LimitedAction, Map<Dimension, List<Rate>>> rules) {
        this.rules = rules;
    }

    public static LimitRules defaults() {
        return new LimitRules(new EnumMap<>(LimitedAction.class)).changed((action, dimension) -> Optional.empty());
    }

    /** @throws io.github.keycloakporter.spi.config.ConfigException for rates that cannot be read */
    public static LimitRules from(ScopeReader options) {
        return defaults().changed((action, dimension) -> {
            String option = option(action, dimension);
            try {
                return options.text(option).map(Rate::parse);
            } catch (IllegalArgumentException e) {
                throw options.error(option, e.getMessage());
            }
        });
    }

    /** The option in camelCase, such as {@code verifyEmailAddress}. */
    public static String option(LimitedAction action, Dimension dimension) {
        StringBuilder name = new StringBuilder();
        for (String word : (action.tag() + "-" + dimension.tag()).split("-")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** The rules of a realm. What an attribute says that cannot be read does not count, and is told. */
    public LimitRules in(RealmModel realm, BiConsumer<String, String> problems) {
        return changed((action, dimension) -> {
            String attribute = ATTRIBUTES + action.tag() + "." + dimension.tag();
            String text = realm.getAttribute(attribute);
            if (text == null || text.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Rate.parse(text));
            } catch (IllegalArgumentException e) {
                problems.accept(attribute, e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The same rules but for one. */
    public LimitRules with(LimitedAction action, Dimension dimension, List<Rate> rates) {
        return changed((one, other) ->
                one == action && other == dimension ? Optional.of(List.copyOf(rates)) : Optional.empty());
    }

    public List<Rate> rates(LimitedAction action, Dimension dimension) {
        return rules.get(action).getOrDefault(dimension, List.of());
    }

    /** What has to allow the action, for those who do it. */
    public List<Limit> limits(LimitedAction action, LimitSubjects subjects) {
        return rules.get(action).keySet().stream()
                .flatMap(dimension -> limits(action, dimension, subjects).stream())
                .toList();
    }

    /** The same in one dimension; empty where nobody is known in it. */
    public List<Limit> limits(LimitedAction action, Dimension dimension, LimitSubjects subjects) {
        return subjects.get(dimension).stream()
                .flatMap(subject -> rates(action, dimension).stream()
                        .map(rate -> new Limit(name(action, dimension), subject, rate.permits(), rate.period())))
                .toList();
    }

    public static String name(LimitedAction action, Dimension dimension) {
        return action.tag() + "." + dimension.tag();
    }

    private LimitRules changed(BiFunction<LimitedAction, Dimension, Optional<List<Rate>>> change) {
        Map<LimitedAction, Map<Dimension, List<Rate>>> all = new EnumMap<>(LimitedAction.class);
        for (LimitedAction action : LimitedAction.values()) {
            Map<Dimension, List<Rate>> rates = new EnumMap<>(action.defaults());
            rates.putAll(rules.getOrDefault(action, Map.of()));
            rates.replaceAll(
                    (dimension, before) -> change.apply(action, dimension).orElse(before));
            all.put(action, rates);
        }
        return new LimitRules(all);
    }
}
