package io.github.keycloakporter.password.rule;

import java.util.Map;
import java.util.function.Function;
import org.passay.PasswordData;
import org.passay.UnicodeString;
import org.passay.rule.Rule;

/**
 * A rule that Passay checks.
 *
 * @param view which form of the password it looks at
 */
record PassayRule(
        Rule rule,
        Function<Candidate, String> view,
        RuleMessage sentence,
        Map<String, Object> browserTest,
        boolean isObvious)
        implements PasswordRule {

    PassayRule(Rule rule, Function<Candidate, String> view, RuleMessage sentence, Map<String, Object> browserTest) {
        this(rule, view, sentence, browserTest, false);
    }

    @Override
    public boolean isMetBy(Candidate candidate) {
        return rule.validate(new PasswordData(new UnicodeString(view.apply(candidate))))
                .isValid();
    }
}
