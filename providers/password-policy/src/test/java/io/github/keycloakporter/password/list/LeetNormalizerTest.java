package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeetNormalizerTest {

    private static final List<String> PLAIN = List.of("lighthouse", "billiards", "estoppels", "zuschläge");
    private final PasswordList list = PasswordList.of(8, PLAIN.stream());

    /** Whatever of its letters are worn in leet, whatever case, whatever digits and symbols behind. */
    @Test
    void everyDressIsTakenOff() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            String dressed = dressed(PLAIN.get(random.nextInt(PLAIN.size())), random);
            assertThat(LeetNormalizer.isOn(list, PasswordList.folded(dressed)))
                    .as(dressed)
                    .isTrue();
        }
    }

    @Test
    void lettersBehindAreNoDress() {
        assertThat(LeetNormalizer.isOn(list, "lighthousekeeper")).isFalse();
        assertThat(LeetNormalizer.isOn(list, "a lighthouse")).isFalse();
    }

    @Test
    void symbolsOutsideOfTheFirstPlaneAreTakenOffWhole() {
        assertThat(LeetNormalizer.isOn(list, "lighthouse🔑🔑")).isTrue();
        assertThat(LeetNormalizer.isOn(list, "🔑".repeat(20))).isFalse();
    }

    private static String dressed(String plain, Random random) {
        // one reading of 1 within a password: as an l or as an i
        char one = random.nextBoolean() ? 'l' : 'i';
        Map<Character, List<Character>> dresses = Stream.concat(
                        LeetNormalizer.LETTERS.entrySet().stream().filter(entry -> entry.getKey() != '1'),
                        Stream.of(Map.entry('1', one)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        StringBuilder dressed = new StringBuilder();
        for (int at = 0; at < plain.length(); at++) {
            char letter = plain.charAt(at);
            List<Character> choice = dresses.getOrDefault(letter, List.of());
            if (!choice.isEmpty() && random.nextInt(3) == 0) {
                dressed.append(choice.get(random.nextInt(choice.size())));
            } else {
                dressed.append(random.nextBoolean() ? letter : Character.toUpperCase(letter));
            }
        }
        String behind = "0123456789!#$-_.€ ";
        for (int i = random.nextInt(6); i > 0; i--) {
            dressed.append(behind.charAt(random.nextInt(behind.length())));
        }
        return dressed.toString();
    }
}
