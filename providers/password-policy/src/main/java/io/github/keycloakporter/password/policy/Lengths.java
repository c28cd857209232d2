package io.github.keycloakporter.password.policy;

import io.github.keycloakporter.password.rule.StrengthRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.policy.PasswordPolicyConfigException;

/**
 * How long a password must be.
 *
 * @param alone where it is all that a log-in asks for
 * @param besides where there is a second factor (NIST SP 800-63B-4, 3.1.1.2: 15 and 8)
 */
record Lengths(int alone, int besides) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})(?:\\s*,\\s*(\\d{1,3}))?");

    Lengths {
        if (besides < 1 || alone > StrengthRules.MOST || besides > alone) {
            throw new PasswordPolicyConfigException("each length must be between 1 and " + StrengthRules.MOST
                    + ", and the second not above the first; not " + alone + " and " + besides);
        }
    }

    static Lengths parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new PasswordPolicyConfigException("give the least length, such as 15, or 15,8 where 8 characters do"
                    + " beside a second factor; not '" + text + "'");
        }
        int alone = Integer.parseInt(matcher.group(1));
        return new Lengths(alone, matcher.group(2) == null ? alone : Integer.parseInt(matcher.group(2)));
    }

    int of(Person person) {
        return alone != besides && person.hasSecondFactor() ? besides : alone;
    }
}
