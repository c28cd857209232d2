package io.github.keycloakporter.password.list;

import java.util.Map;

/**
 * What is left of a password without its dress: {@code P@ssw0rd2024!} is {@code password}. Case is taken off by {@link
 * PasswordList#folded}, here the digits and symbols at the end and those that stand for letters.
 */
public final class LeetNormalizer {

    /** What stands for which letter. The one that may stand for two, see {@link #OTHER}. The browser is told the same table. */
    public static final Map<Character, Character> LETTERS = Map.ofEntries(
            Map.entry('0', 'o'),
            Map.entry('1', 'l'),
            Map.entry('3', 'e'),
            Map.entry('4', 'a'),
            Map.entry('5', 's'),
            Map.entry('6', 'g'),
            Map.entry('7', 't'),
            Map.entry('8', 'b'),
            Map.entry('9', 'g'),
            Map.entry('@', 'a'),
            Map.entry('$', 's'),
            Map.entry('!', 'i'),
            Map.entry('|', 'l'),
            Map.entry('+', 't'),
            Map.entry('€', 'e'),
            Map.entry('£', 'l'));

    /** In the second reading {@code 1} is an i. */
    private static final char OTHER = '1';

    private LeetNormalizer() {}

    /** @param folded see {@link PasswordList#folded} */
    public static boolean isOn(PasswordList list, String folded) {
        if (folded.length() < list.minimumLength()) {
            return false;
        }
        String letters = letters(folded, 'l');
        String others = folded.indexOf(OTHER) < 0 ? letters : letters(folded, 'i');
        int end = folded.length();
        do {
            if (list.contains(folded.subSequence(0, end))
                    || list.contains(letters.subSequence(0, end))
                    || list.contains(others.subSequence(0, end))) {
                return true;
            }
            end = folded.offsetByCodePoints(end, -1);
        } while (end >= list.minimumLength() && !Character.isLetter(folded.codePointAt(end)));
        return false;
    }

    /** @param one what 1 stands for */
    public static String letters(String folded, char one) {
        StringBuilder text = new StringBuilder(folded);
        for (int i = 0; i < text.length(); i++) {
            char worn = text.charAt(i);
            text.setCharAt(i, worn == OTHER ? one : LETTERS.getOrDefault(worn, worn));
        }
        return text.toString();
    }
}
