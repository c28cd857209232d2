package io.github.keycloakporter.email.fault;

import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One row of the table. An empty pattern fits everything.
 *
 * @param permanent empty where the codes decide
 * @param source where the rule comes from
 */
record FaultRule(
        Set<Stage> stages,
        Optional<Pattern> reply,
        Optional<Pattern> status,
        Optional<Pattern> provider,
        Optional<Pattern> text,
        Party party,
        Optional<Boolean> permanent,
        String source) {

    private static final int COLUMNS = 8;
    private static final String ANY = "-";

    /** In the column of the enhanced code: there must be none. */
    private static final String NONE = "none";

    /** @param line columns separated by tabs, as the head of the table explains them */
    static FaultRule parse(String line) {
        String[] columns = line.split("\t+");
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("A fault rule has " + COLUMNS + " columns: " + line);
        }
        return new FaultRule(
                stages(columns[0]),
                pattern(columns[1]).map(codes -> Pattern.compile(codes.replace("x", "\\d"))),
                status(columns[2]),
                pattern(columns[3]).map(Pattern::compile),
                pattern(columns[4]).map(words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE)),
                Party.valueOf(columns[5]),
                permanent(columns[6]),
                columns[7]);
    }

    boolean fits(DeliveryFailure refusal) {
        return stages.contains(refusal.stage())
                && reply.map(pattern ->
                                pattern.matcher(String.valueOf(refusal.reply())).matches())
                        .orElse(true)
                && status.map(pattern ->
                                pattern.matcher(refusal.status().orElse(NONE)).matches())
                        .orElse(true)
                && provider.map(pattern -> pattern.matcher(refusal.provider()).matches())
                        .orElse(true)
                && text.map(pattern -> pattern.matcher(refusal.text()).find()).orElse(true);
    }

    Fault fault(DeliveryFailure refusal) {
        return new Fault(party, permanent.orElseGet(refusal::permanent));
    }

    private static Set<Stage> stages(String names) {
        if (names.equals(ANY)) {
            return EnumSet.allOf(Stage.class);
        }
        EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
        Arrays.stream(names.split(",")).map(Stage::valueOf).forEach(stages::add);
        return stages;
    }

    private static Optional<Pattern> status(String codes) {
        return pattern(codes)
                .map(text -> text.equals(NONE)
                        ? text
                        : text.replace(".", "\\.").replace("x", "[45]").replace("*", "\\d+"))
                .map(Pattern::compile);
    }

    private static Optional<Boolean> permanent(String word) {
        return switch (word) {
            case "permanent" -> Optional.of(true);
            case "temporary" -> Optional.of(false);
            case "code" -> Optional.empty();
            default -> throw new IllegalArgumentException("A fault is permanent, temporary or as its code: " + word);
        };
    }

    private static Optional<String> pattern(String column) {
        return Optional.of(column).filter(text -> !text.equals(ANY));
    }
}
