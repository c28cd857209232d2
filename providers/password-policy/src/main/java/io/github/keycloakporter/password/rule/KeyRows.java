package io.github.keycloakporter.password.rule;

import java.util.List;
import org.passay.data.CharacterSequence;
import org.passay.data.SequenceData;

/** What fingers and children recite: the alphabet, the digits, and the rows of the keyboards of our languages. In lower case. */
final class KeyRows implements SequenceData {

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

    private final CharacterSequence[] sequences =
            ROWS.stream().map(CharacterSequence::new).toArray(CharacterSequence[]::new);

    @Override
    public String getErrorCode() {
        return "RUN";
    }

    @Override
    public CharacterSequence[] getSequences() {
        return sequences;
    }
}
