package io.github.keycloakporter.email.transport.sendgrid;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mail of a bulk run taken apart: what it shares with the others, with marks where its personal parts stand, and those
 * parts. Put together again it is the mail to the letter, in whatever order the marks are filled in; a mail for which
 * that does not hold is not taken apart.
 *
 * @param substitutions personal parts by mark, only those that stand in the mail
 */
record BulkTemplate(String subject, String text, String html, Map<String, String> substitutions) {

    /** SendGrid's limit for the substitutions of one recipient, names and values. */
    static final int MAX_BYTES = 10_000;

    /**
     * Nothing but a mark may look like one, neither before nor after any of them is filled in. As long as this stands
     * nowhere in mail and values, no filling in can bring forth a mark.
     */
    private static final Pattern RESERVED = Pattern.compile("porterpart\\d", Pattern.CASE_INSENSITIVE);

    /** @param personal values by name, as they stand in the mail; empty ones stand nowhere */
    static Optional<BulkTemplate> of(String subject, String text, String html, Map<String, String> personal) {
        if (Stream.of(List.of(subject, text, html), personal.values())
                .flatMap(Collection::stream)
                .anyMatch(part -> RESERVED.matcher(part).find())) {
            return Optional.empty();
        }
        Map<String, String> marks = marks(personal);
        Map<String, String> used = new TreeMap<>();
        UnaryOperator<String> markOut = markOut(marks, used);
        BulkTemplate template =
                new BulkTemplate(markOut.apply(subject), markOut.apply(text), markOut.apply(html), used);
        boolean whole = template.fill(template.subject).equals(subject)
                && template.fill(template.text).equals(text)
                && template.fill(template.html).equals(html);
        return whole && template.bytes() <= MAX_BYTES ? Optional.of(template) : Optional.empty();
    }

    /** Puts the personal parts back, one mark after the other, as SendGrid does. */
    String fill(String part) {
        String filled = part;
        for (Map.Entry<String, String> substitution : substitutions.entrySet()) {
            filled = filled.replace(substitution.getKey(), substitution.getValue());
        }
        return filled;
    }

    /** The same for every mail it may leave with. */
    List<String> shared() {
        return List.of(subject, text, html);
    }

    private int bytes() {
        return substitutions.entrySet().stream()
                .mapToInt(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length
                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** The mark of each value. Counted by name, so that the same part has the same mark in every mail of the run. */
    private static Map<String, String> marks(Map<String, String> personal) {
        Map<String, String> marks = new HashMap<>();
        int number = 0;
        for (String value : new TreeMap<>(personal).values()) {
            if (!value.isEmpty()) {
                marks.putIfAbsent(value, "-porterpart" + number + "-");
            }
            number++;
        }
        return marks;
    }

    /** In one pass from left to right, the longest value first: a value within another, or within a mark, stays as it is. */
    private static UnaryOperator<String> markOut(Map<String, String> marks, Map<String, String> used) {
        if (marks.isEmpty()) {
            return UnaryOperator.identity();
        }
        Pattern values = Pattern.compile(marks.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        return part -> values.matcher(part).replaceAll(found -> {
            String mark = marks.get(found.group());
            used.put(mark, found.group());
            return Matcher.quoteReplacement(mark);
        });
    }
}
