package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.config.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Options that are given and that no provider of Porter reads. Keycloak accepts any option whose name starts with
 * {@code spi-}, so a slip would otherwise leave the default in place without a word.
 *
 * @param known all options of Porter's providers, as the operator types them
 * @param prefixes before the options that only Porter reads: those of its own SPIs, and of its providers of Keycloak's SPIs
 * @param keycloaks before the options of all other providers; nobody meant one of ours there
 */
record UnknownOptions(Set<String> known, Set<String> prefixes, Set<String> keycloaks) {

    private static final String NAMESPACE = "kc.";

    /** Keycloak's own options for every SPI and every provider. */
    private static final List<String> GENERIC = List.of("provider", "provider-default", "enabled");

    /**
     * What is wrong with each option that nobody reads, as what follows its name in a sentence; names only, because a value may be a secret.
     *
     * @param properties the names of all properties of the server, such as
     *     {@code kc.spi-redis-connection--lettuce--uri}
     */
    SortedMap<String, String> in(Collection<String> properties) {
        return properties.stream()
                .filter(property -> property.startsWith(NAMESPACE + "spi-"))
                .map(property -> "--" + property.substring(NAMESPACE.length()))
                .filter(option -> !isKnown(option))
                .filter(this::isOurs)
                .collect(Collectors.toMap(Function.identity(), this::problem, (one, same) -> one, TreeMap::new));
    }

    private boolean isKnown(String option) {
        return known.stream().anyMatch(name -> plain(name).equals(plain(option)));
    }

    private boolean isOurs(String option) {
        String plain = plain(option);
        if (GENERIC.stream().anyMatch(generic -> plain.endsWith("-" + generic))) {
            return false;
        }
        if (prefixes.stream().anyMatch(prefix -> plain.startsWith(plain(prefix)))) {
            return true;
        }
        return keycloaks.stream().noneMatch(prefix -> plain.startsWith(plain(prefix)))
                && nearest(option).isPresent();
    }

    private String problem(String option) {
        return nearest(option)
                .map(name -> ", did you mean " + name + "?")
                .orElseGet(() -> siblings(option) + ". It has no effect; see docs/configuration.md");
    }

    private Optional<String> nearest(String option) {
        return Spelling.nearest(option, known);
    }

    private String siblings(String option) {
        Set<String> siblings = known.stream()
                .filter(name -> prefixes.stream()
                        .anyMatch(prefix ->
                                name.startsWith(prefix) && plain(option).startsWith(plain(prefix))))
                .collect(Collectors.toCollection(TreeSet::new));
        return siblings.isEmpty() ? "" : ", there are only " + String.join(", ", siblings);
    }

    /** Keycloak still reads the older form, with one dash between the parts. */
    private static String plain(String option) {
        return "--" + option.substring(2).replace("--", "-");
    }
}
