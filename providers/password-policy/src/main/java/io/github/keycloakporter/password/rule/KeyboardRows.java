package io.github.keycloakporter.password.rule;

import java.util.List;
import org.passay.data.CharacterSequence;
import org.passay.data.SequenceData;

/** What fingers and children recite: the alphabet, the digits, and the rows of the keyboards of our languages. In lower case. */
final class KeyboardRows implements SequenceData {

    static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "0123456789",
            "1234567890",
            "!@#$%^&*()",
            "qwertyuiop",
            "zxcvbnm",
            "qwertzuiopü",
            "asdfghjklöä",
            "yxcvbnm",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "asdfghjklñ");

    /** Knows its length: Passay's own counts it anew for each key it looks at, which is most of the time of a check. */
    private static final class Row extends CharacterSequence {

        private final int[] keys;

        Row(String row) {
            super(row);
            keys = row.codePoints().toArray();
        }

        @Override
        public boolean matches(int index, int codePoint) {
            return keys[index] == codePoint;
        }

        @Override
        public int length() {
            return keys.length;
        }
    }

    private final CharacterSequence[] sequences = ROWS.stream().map(Row::new).toArray(CharacterSequence[]::new);

    @Override
    public String getErrorCode() {
        return "RUN";
    }

    @Override
    public CharacterSequence[] getSequences() {
        return sequences;
    }
}
