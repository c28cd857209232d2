package io.github.keycloakporter.password.rule;

import io.github.keycloakporter.password.list.PasswordList;
import java.text.Normalizer;

/**
 * A password that somebody would like to have.
 *
 * @param text in NFC: a letter with its accent is one character however the keyboard made it (NIST SP 800-63B-4, 3.1.1.2)
 * @param folded the same in lower case
 */
public record Candidate(String text, String folded) {

    public static Candidate of(String password) {
        return new Candidate(Normalizer.normalize(password, Normalizer.Form.NFC), PasswordList.folded(password));
    }

    /** Not the password: records are printed by mistake. */
    @Override
    public String toString() {
        return "Candidate";
    }
}
