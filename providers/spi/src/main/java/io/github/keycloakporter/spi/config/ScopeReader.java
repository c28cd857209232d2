package io.github.keycloakporter.spi.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.Config;

/**
 * Reads typed options of one provider. The only place that touches {@link Config.Scope}.
 *
 * <p>Names are given in camelCase as the scope knows them; errors show them as the operator types them:
 * {@code --spi-<spi>--<provider>--<option>}.
 */
public final class ScopeReader {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final Config.Scope scope;
    private final String prefix;

    public ScopeReader(Config.Scope scope, String spi, String provider) {
        this.scope = scope;
        this.prefix = prefix(spi, provider);
    }

    /** What the operator types before the name of each option of a provider. */
    public static String prefix(String spi, String provider) {
        return "--spi-" + dashed(spi) + "--" + dashed(provider) + "--";
    }

    /** An option of a provider as the operator types it. */
    public static String option(String spi, String provider, String name) {
        return prefix(spi, provider) + dashed(name);
    }

    /** The option as the operator types it. */
    public String option(String name) {
        return prefix + dashed(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(scope.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    public int number(String name, int otherwise, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= min && value <= max) {
                return value;
            }
            throw error(name, "must be between " + min + " and " + max + ", not " + value);
        } catch (NumberFormatException e) {
            throw new ConfigException(option(name), "must be a whole number, not '" + text.get() + "'", e);
        }
    }

    public boolean flag(String name, boolean otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(name, "must be true or false, not '" + text.get() + "'");
        };
    }

    /** A duration with its unit: {@code 500ms}, {@code 2s}, {@code 10m}, {@code 24h}, {@code 30d}. */
    public Duration duration(String name, Duration otherwise, Duration min, Duration max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(text.get());
        if (!matcher.matches()) {
            throw error(name, "must be a duration such as 500ms, 2s, 10m, 24h or 30d, not '" + text.get() + "'");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration value =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw error(
                    name, "must be between " + min.toMillis() + "ms and " + max.toMillis() + "ms, not " + text.get());
        }
        return value;
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> E choice(String name, E otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> word(constant).equals(text.get().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> error(
                        name,
                        "must be one of "
                                + Arrays.stream(constants)
                                        .map(ScopeReader::word)
                                        .collect(Collectors.joining(", "))
                                + ", not '" + text.get() + "'"));
    }

    /** A file that exists and can be read. */
    public Optional<Path> file(String name) {
        return text(name).map(text -> {
            try {
                Path path = Path.of(text);
                if (Files.isRegularFile(path) && Files.isReadable(path)) {
                    return path;
                }
                throw error(name, "must name a readable file; '" + text + "' is none");
            } catch (InvalidPathException e) {
                throw new ConfigException(option(name), "must name a file, not '" + text + "'", e);
            }
        });
    }

    /**
     * A secret: the option, or the file that the option with {@code File} behind its name says.
     *
     * @throws ConfigException where both are given, or the file holds nothing
     */
    public Secret secret(String name) {
        String fileName = name + "File";
        Secret secret = new Secret(text(name), file(fileName));
        if (secret.fixed().isPresent() && secret.file().isPresent()) {
            throw error(fileName, "must not stand beside " + option(name) + ": keep one of them");
        }
        if (secret.file().isPresent() && secret.value().isEmpty()) {
            throw error(fileName, "must hold the secret; '" + secret.file().get() + "' is empty");
        }
        return secret;
    }

    public ConfigException error(String name, String problem) {
        return new ConfigException(option(name), problem);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
