package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The very file that ships: built by {@code scripts/password-list.sh}. */
class ShippedListTest {

    /** From the head, the middle and the end of the source. */
    private static final List<String> SAMPLE = List.of(
            "password",
            "12345678",
            "123456789",
            "babygirl",
            "deeznutz",
            "18051978",
            "24081972",
            "trek5500",
            "ryanrocks",
            "35573557",
            "stevenjo",
            "smokey42",
            "smokey24");

    private static PasswordList list;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = PasswordList.class.getResourceAsStream("common-passwords.bin")) {
            list = PasswordListFile.read(in);
        }
    }

    @Test
    void holdsAHundredThousandOfEightCharactersAndMore() {
        assertThat(list.size()).isEqualTo(100_000);
        assertThat(list.minimumLength()).isEqualTo(8);
        assertThat(list.sizeInBytes()).isLessThan(500_000);
    }

    @Test
    void holdsWhatTheSourceHolds() {
        assertThat(SAMPLE).allMatch(list::contains);
    }

    @Test
    void takesHardlyAStrangerForAMember() {
        Random random = new Random(20261126);
        long wrong = IntStream.range(0, 1_000_000)
                .filter(i -> list.contains("stranger " + random.nextLong()))
                .count();

        // expected: 100,000 / 2^48 of a million, 0.0004; allowed: one in 100,000
        assertThat(wrong).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "PASSWORD123!",
                "P@ssw0rd2024!",
                "p4$$w0rd........",
                "Sunshine!!2026",
                "iloveyou#1",
                "1LOVEYOU#1",
                "Pa55word-2026"
            })
    void knowsADressedPassword(String password) {
        assertThat(LeetNormalizer.isOn(list, PasswordList.folded(password))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Correct-Horse-7!",
                "2024!!!!!!!!",
                "vier Eimer Milch",
                "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑",
                "pass",
                "",
                "tolerable Wetterlage 7"
            })
    void letsOthersPass(String password) {
        assertThat(LeetNormalizer.isOn(list, PasswordList.folded(password))).isFalse();
    }
}
