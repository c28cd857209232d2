package io.github.keycloakporter.password.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.passay.rule.AllowedRegexRule;
import org.passay.rule.IllegalSequenceRule;
import org.passay.rule.LengthRule;
import org.passay.rule.RepeatCharactersRule;

/** The rules that look at nothing but the password. Lengths are in Unicode code points. */
public final class StrengthRules {

    /** NIST asks for 64 at least (SP 800-63B-4, 3.1.1.2); an end keeps megabytes from the hash. */
    public static final int MOST = 256;

    /** As long as {@code 12345}. */
    private static final int RUN = 5;

    private static final int REPEAT = 4;

    private static final PasswordRule AT_MOST = new PassayRule(
            new LengthRule(0, MOST),
            Candidate::text,
            RuleMessage.of("porterPasswordAtMost", MOST),
            Map.of("kind", "length", "min", 0, "max", MOST),
            true);

    /** Letters of scripts that know no case are neither upper nor lower; a blank is a symbol, as in OWASP's list. */
    private static final List<PasswordRule> CLASSES = List.of(
            contains("[\\p{Lu}\\p{Lt}]", "porterPasswordUpper"),
            contains("\\p{Ll}", "porterPasswordLower"),
            contains("\\p{Nd}", "porterPasswordDigit"),
            contains("[\\p{P}\\p{S}\\p{Zs}]", "porterPasswordSymbol"));

    private static final PasswordRule NO_RUN = new PassayRule(
            new IllegalSequenceRule(new KeyboardRows(), RUN, false, false),
            Candidate::folded,
            RuleMessage.of("porterPasswordNoRun"),
            Map.of("kind", "run", "length", RUN, "rows", KeyboardRows.ROWS));

    private static final PasswordRule NO_REPEAT = new PassayRule(
            new RepeatCharactersRule(REPEAT),
            Candidate::text,
            RuleMessage.of("porterPasswordNoRepeat", REPEAT),
            Map.of("kind", "repeat", "times", REPEAT));

    private StrengthRules() {}

    /** A length and nothing else: NIST SP 800-63B-4, 3.1.1.2, forbids rules of composition. */
    public static List<PasswordRule> length(int least) {
        return List.of(atLeast(least), AT_MOST);
    }

    /** A length, four kinds of characters, and no pattern that a finger makes. */
    public static List<PasswordRule> strength(int least) {
        return Stream.of(List.of(atLeast(least)), CLASSES, List.of(NO_RUN, NO_REPEAT, AT_MOST))
                .flatMap(List::stream)
                .toList();
    }

    private static PasswordRule atLeast(int least) {
        return new PassayRule(
                new LengthRule(least, Integer.MAX_VALUE),
                Candidate::text,
                RuleMessage.of("porterPasswordAtLeast", least),
                Map.of("kind", "length", "min", least, "max", Integer.MAX_VALUE));
    }

    /** @param pattern one that Java and a browser read alike */
    private static PasswordRule contains(String pattern, String key) {
        return new PassayRule(
                new AllowedRegexRule(pattern),
                Candidate::text,
                RuleMessage.of(key),
                Map.of("kind", "pattern", "pattern", pattern));
    }
}
