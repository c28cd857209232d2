package io.github.keycloakporter.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many keys of each kind there are.
 *
 * @param at when they were counted, in milliseconds since 1970
 * @param codes how many codes could be used then
 * @param kinds by label; each label is there
 */
record KeyCounts(long at, long codes, Map<String, Count> kinds) {

    static final String OTHER = "other";
    static final String CODE = "code";

    private static final Map<String, String> LABELS =
            Arrays.stream(KeyKind.values()).collect(Collectors.toMap(KeyKind::text, KeyKind::label));
    private static final List<String> ALL =
            Stream.concat(LABELS.values().stream().sorted(), Stream.of(OTHER)).toList();

    /**
     * @param keys how many
     * @param eternal how many of them have no expiry; none should
     * @param lives how long the others live on, summed up, in milliseconds
     */
    record Count(long keys, long eternal, long lives) {

        Count plus(Count other) {
            return new Count(keys + other.keys, eternal + other.eternal, lives + other.lives);
        }

        /** How long a key lives on, on average, in seconds. */
        double averageLife() {
            return keys == eternal ? 0 : lives / 1000.0 / (keys - eternal);
        }
    }

    /** All labels that there can be. */
    static List<String> labels() {
        return ALL;
    }

    static KeyCounts none(long at) {
        Map<String, Count> kinds = new LinkedHashMap<>();
        ALL.forEach(label -> kinds.put(label, new Count(0, 0, 0)));
        return new KeyCounts(at, 0, kinds);
    }

    /** With what a step found, see {@code key-count.lua}. */
    KeyCounts plus(List<Object> step) {
        Map<String, Count> sum = new LinkedHashMap<>(kinds);
        for (int i = 3; i < step.size(); i += 4) {
            String kind = new String((byte[]) step.get(i), StandardCharsets.UTF_8);
            Count found = new Count((Long) step.get(i + 1), (Long) step.get(i + 2), (Long) step.get(i + 3));
            sum.merge(LABELS.getOrDefault(kind, OTHER), found, Count::plus);
        }
        return new KeyCounts(at, codes + (Long) step.get(1), sum);
    }

    /** As it stands in Redis for the other nodes. */
    String text() {
        return at + " " + codes
                + kinds.entrySet().stream()
                        .map(kind -> " " + kind.getKey() + " " + kind.getValue().keys() + " "
                                + kind.getValue().eternal() + " "
                                + kind.getValue().lives())
                        .collect(Collectors.joining());
    }

    /** Empty for what is not such a text: another version of Porter may have written it. */
    static Optional<KeyCounts> parse(String text) {
        String[] words = text.split(" ", -1);
        try {
            KeyCounts counts = none(Long.parseLong(words[0]));
            Map<String, Count> kinds = new LinkedHashMap<>(counts.kinds);
            for (int i = 2; i < words.length; i += 4) {
                Count count = new Count(
                        Long.parseLong(words[i + 1]), Long.parseLong(words[i + 2]), Long.parseLong(words[i + 3]));
                kinds.merge(kinds.containsKey(words[i]) ? words[i] : OTHER, count, Count::plus);
            }
            return Optional.of(new KeyCounts(counts.at, Long.parseLong(words[1]), kinds));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
