package io.github.keycloakporter.password.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthRulesTest {

    private static final List<PasswordRule> STRENGTH = StrengthRules.strength(12);

    @ParameterizedTest
    @CsvSource({
        "Correct-Horse-7!, ",
        "Tür-Schloß-７x, ",
        "Zwölf Zeichen7, ",
        "𝐀bc-7🔑🔑🔑x🔑🔑🔑, ",
        "Ab1!, porterPasswordAtLeast",
        "correct-horse-7!, porterPasswordUpper",
        "CORRECT-HORSE-7!, porterPasswordLower",
        "Correct-Horse-!!, porterPasswordDigit",
        "CorrectHorse77, porterPasswordSymbol",
        "Correct-12345-x, porterPasswordNoRun",
        "Correct-54321-x, porterPasswordNoRun",
        "Correct-67890-x, porterPasswordNoRun",
        "Correct-AbCdE-7, porterPasswordNoRun",
        "Correct-qWeRt-7, porterPasswordNoRun",
        "Correct-qwertz-7, porterPasswordNoRun",
        "Correct-AZERT-7, porterPasswordNoRun",
        "Correct-lkjhg-7, porterPasswordNoRun",
        "Correct-!@#$%7, porterPasswordNoRun",
        "Correct-1234-abcd, ",
        "Correct-1235-qwet7, ",
        "Correct-oooo-7, porterPasswordNoRepeat",
        "Correct-ooOO-7, ",
        "Correct-🔑🔑🔑🔑7, porterPasswordNoRepeat",
        "Correct-ooo-ooo-7, "
    })
    void tellsWhatIsWrong(String password, String key) {
        assertThat(broken(STRENGTH, password)).isEqualTo(key == null ? List.of() : List.of(key));
    }

    @Test
    void tellsAllAtOnce() {
        assertThat(broken(STRENGTH, "aaaa"))
                .containsExactly(
                        "porterPasswordAtLeast",
                        "porterPasswordUpper",
                        "porterPasswordDigit",
                        "porterPasswordSymbol",
                        "porterPasswordNoRepeat");
        assertThat(broken(STRENGTH, "")).hasSize(5);
    }

    /** Whatever plane a character is of, it is one; whatever form its accent has, too. */
    @Test
    void countsWhatPeopleCount() {
        Random random = new Random(63);
        List<PasswordRule> rules = StrengthRules.length(15);
        for (int i = 0; i < 2000; i++) {
            int length = 1 + random.nextInt(30);
            String composed = characters(random, length);
            String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

            assertThat(broken(rules, composed).isEmpty()).as(composed).isEqualTo(length >= 15);
            assertThat(broken(rules, decomposed)).as(decomposed).isEqualTo(broken(rules, composed));
        }
    }

    @Test
    void endsAtTwoHundredAndFiftySix() {
        List<PasswordRule> rules = StrengthRules.length(15);

        assertThat(broken(rules, "🔑".repeat(256))).isEmpty();
        assertThat(broken(rules, "🔑".repeat(257))).containsExactly("porterPasswordAtMost");
    }

    @Test
    void lengthAloneAsksForNoComposition() {
        assertThat(broken(StrengthRules.length(8), "aaaaaaaa")).isEmpty();
        assertThat(broken(StrengthRules.length(8), "        ")).isEmpty();
    }

    /** Of every row and in both directions, wherever it stands: five in a row are a run, four are none. */
    @Test
    void everyRunIsFound() {
        for (String row : KeyboardRows.ROWS) {
            for (int i = 0; i + 5 <= row.length(); i++) {
                String five = row.substring(i, i + 5);
                String back = new StringBuilder(five).reverse().toString();
                assertThat(broken(STRENGTH, "Zü7-" + five + "-ÖkÜ7")).as(five).contains("porterPasswordNoRun");
                assertThat(broken(STRENGTH, "Zü7-" + back + "-ÖkÜ7")).as(back).contains("porterPasswordNoRun");
                assertThat(broken(STRENGTH, "Zü7 €" + five.substring(0, 4) + "€ ÖkÜ7"))
                        .as(five)
                        .doesNotContain("porterPasswordNoRun");
            }
        }
    }

    @Test
    void everyRuleIsTheBrowsersToo() {
        assertThat(STRENGTH).allSatisfy(rule -> assertThat(rule.browserTest()).containsKey("kind"));
        assertThat(STRENGTH.stream().filter(PasswordRule::isObvious).map(rule -> rule.sentence()
                        .key()))
                .containsExactly("porterPasswordAtMost");
    }

    @Test
    void aCandidateIsNeverPrinted() {
        assertThat(Candidate.of("Correct-Horse-7!")).hasToString("Candidate");
    }

    private static String characters(Random random, int length) {
        String alphabet = "abcXYZ019!éÅñß字あ🔑𝔘한";
        int[] each = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.appendCodePoint(each[random.nextInt(each.length)]));
        return text.toString();
    }

    private static List<String> broken(List<PasswordRule> rules, String password) {
        Candidate candidate = Candidate.of(password);
        return rules.stream()
                .filter(rule -> !rule.isMetBy(candidate))
                .map(rule -> rule.sentence().key())
                .toList();
    }
}
