package io.github.keycloakporter.benchmarks.passwords;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures password lists and rules beside others and prints one table for each. */
public final class PasswordMain {

    private PasswordMain() {}

    /** @param arguments {@code --quick} for small numbers, or nothing */
    public static void main(String... arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && !words.equals(List.of("--quick"))) {
            System.err.println("bench: unknown words " + words + "; there is --quick");
            System.exit(2);
        }
        PasswordPlan plan = words.isEmpty() ? PasswordPlan.FULL : PasswordPlan.QUICK;
        Path folder =
                Files.createDirectories(Path.of("target", "bench-passwords").toAbsolutePath());
        PasswordRace race = new PasswordRace(plan, folder, System.err::println);
        PasswordReport report = new PasswordReport();
        for (int size : plan.sizes()) {
            report.lists(size, race.run(Contenders.lists(), size, true));
            report.rules(size, race.run(Contenders.rules(), size, false));
        }
        System.out.print(report.text());
    }
}
