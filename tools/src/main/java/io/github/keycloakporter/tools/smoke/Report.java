package io.github.keycloakporter.tools.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What was done, how long it took, and what came of it. */
final class Report {

    /** @param error null where all went well */
    private record Step(String name, double seconds, String error) {}

    private final String realm;
    private final PrintWriter progress;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Double> mails = new LinkedHashMap<>();
    private final List<String> leftovers = new ArrayList<>();

    /** @param progress gets a line for each step as soon as it is done */
    Report(String realm, PrintWriter progress) {
        this.realm = realm;
        this.progress = progress;
    }

    /** Does it, notes the time, and stops the journey with its error. */
    <T> T step(String name, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            T result = work.get();
            add(new Step(name, seconds(begun), null));
            return result;
        } catch (JourneyFailure | ToolException e) {
            add(new Step(name, seconds(begun), e.getMessage()));
            throw new JourneyFailure(e.getMessage());
        }
    }

    void step(String name, Runnable work) {
        step(name, () -> {
            work.run();
            return null;
        });
    }

    /** Seconds from what was asked of the server to the email in hand. */
    void mail(String kind, double seconds) {
        mails.put(kind, seconds);
    }

    /** What stays behind in the environment. */
    void leftover(String what) {
        leftovers.add(what);
    }

    boolean passed() {
        return steps.stream().allMatch(step -> step.error() == null);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        mails.forEach((kind, seconds) ->
                text.append(String.format(Locale.ROOT, "Email in hand after %.2f s: %s%n", seconds, kind)));
        leftovers.forEach(what -> text.append("Stays behind: ").append(what).append(System.lineSeparator()));
        double total = steps.stream().mapToDouble(Step::seconds).sum();
        return text.append(String.format(Locale.ROOT, "%s in %.1f s: %s", passed() ? "PASSED" : "FAILED", total, realm))
                .toString();
    }

    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("realm", realm).put("passed", passed());
        steps.forEach(step -> {
            ObjectNode entry = json.withArray("steps").addObject();
            entry.put("name", step.name())
                    .put("seconds", rounded(step.seconds()))
                    .put("passed", step.error() == null);
            if (step.error() != null) {
                entry.put("error", step.error());
            }
        });
        mails.forEach((kind, seconds) -> json.withObject("/emailSeconds").put(kind, rounded(seconds)));
        json.putArray("leftovers");
        leftovers.forEach(json.withArray("leftovers")::add);
        return json.toPrettyString();
    }

    private void add(Step step) {
        steps.add(step);
        progress.printf(
                Locale.ROOT, "%-4s %6.2f s  %s%n", step.error() == null ? "ok" : "FAIL", step.seconds(), step.name());
        if (step.error() != null) {
            progress.println("     " + step.error());
        }
        progress.flush();
    }

    static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
