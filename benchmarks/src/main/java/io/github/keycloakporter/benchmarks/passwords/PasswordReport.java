package io.github.keycloakporter.benchmarks.passwords;

import java.util.List;
import java.util.Locale;

/** The figures as Markdown; ratios are those of Porter to each of the others. */
final class PasswordReport {

    private final StringBuilder text = new StringBuilder();

    void lists(int size, List<PasswordRace.Figures> figures) {
        text.append(String.format(Locale.ROOT, "%nLook-up, %,d entries:%n%n", size))
                .append("""
                | list | read, ms | memory, MB | look-up, us | wrong | Porter's memory | Porter's time |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        PasswordRace.Figures ours = figures.get(0);
        for (PasswordRace.Figures one : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %d | %.2fx | %.2fx |%n",
                    one.label(),
                    one.opened(),
                    one.bytes() / 1e6,
                    one.median(),
                    one.wrong(),
                    (double) ours.bytes() / one.bytes(),
                    ours.median() / one.median()));
        }
    }

    void rules(int size, List<PasswordRace.Figures> figures) {
        text.append(String.format(Locale.ROOT, "%nAll local rules, %,d entries:%n%n", size))
                .append("""
                | rules | check, us | Porter's time |
                | --- | ---: | ---: |
                """);
        for (PasswordRace.Figures one : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2fx |%n",
                    one.label(),
                    one.median(),
                    figures.get(0).median() / one.median()));
        }
    }

    String text() {
        return text.toString();
    }
}
