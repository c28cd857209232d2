package io.github.keycloakporter.password.breach;

import io.github.keycloakporter.password.rule.Candidate;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.password.rule.RuleMessage;
import java.util.Map;

/** In no breach that is known (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2.12). */
public record NotBreached(Breaches breaches) implements PasswordRule {

    @Override
    public boolean isMetBy(Candidate candidate) {
        return !breaches.contain(Sha1.of(candidate.text()));
    }

    @Override
    public RuleMessage sentence() {
        return RuleMessage.of("porterPasswordNotBreached");
    }

    @Override
    public Map<String, Object> browserTest() {
        return Map.of();
    }

    @Override
    public boolean asksElsewhere() {
        return true;
    }
}
