package io.github.keycloakporter.password.rule;

import io.github.keycloakporter.password.list.LeetNormalizer;
import io.github.keycloakporter.password.list.PasswordList;
import java.util.List;
import java.util.Map;

/** Neither on a list of common passwords nor one of them in disguise (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2.4). */
public record NotCommon(List<PasswordList> lists) implements PasswordRule {

    @Override
    public boolean isMetBy(Candidate candidate) {
        return lists.stream().noneMatch(list -> LeetNormalizer.isOn(list, candidate.folded()));
    }

    @Override
    public RuleMessage sentence() {
        return RuleMessage.of("porterPasswordNotCommon");
    }

    @Override
    public Map<String, Object> browserTest() {
        return Map.of();
    }
}
