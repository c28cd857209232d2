package io.github.keycloakporter.password.rule;

import io.github.keycloakporter.password.list.LeetNormalizer;
import io.github.keycloakporter.password.list.PasswordList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds no word that everybody knows who knows the person or the service (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2.11),
 * in any case and dress.
 */
public final class NotContext implements PasswordRule {

    /** Shorter words stand in too many others: an Ann may have bananas. */
    private static final int LEAST = 4;

    private final Set<String> words;

    private NotContext(Set<String> words) {
        this.words = words;
    }

    /**
     * @param names of people, services and apps: each counts as a whole, so give a person's with its {@link #parts}
     * @param addresses mail addresses: what stands before the @, its parts, and the name of the domain
     */
    public static NotContext of(Collection<String> names, Collection<String> addresses) {
        Stream<String> ofAddresses = addresses.stream().flatMap(NotContext::ofAddress);
        return new NotContext(Stream.concat(names.stream(), ofAddresses)
                .map(name -> squeezed(PasswordList.folded(name)))
                .filter(Predicate.not(word -> word.codePointCount(0, word.length()) < LEAST))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The parts of a name: {@code ada.lovelace} is chosen by an Ada Lovelace. */
    public static Stream<String> parts(String name) {
        return Stream.concat(Stream.of(name), Stream.of(name.split("[^\\p{L}\\p{M}\\p{N}]+")));
    }

    private static Stream<String> ofAddress(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return parts(address);
        }
        String domain = address.substring(at + 1);
        int end = domain.lastIndexOf('.');
        return Stream.concat(
                parts(address.substring(0, at)),
                end < 0 ? Stream.of(domain) : Stream.of(domain.substring(0, end).split("\\.")));
    }

    @Override
    public boolean isMetBy(Candidate candidate) {
        String plain = squeezed(candidate.folded());
        String ells = squeezed(LeetNormalizer.letters(candidate.folded(), 'l'));
        String ies = squeezed(LeetNormalizer.letters(candidate.folded(), 'i'));
        return words.stream().noneMatch(word -> plain.contains(word) || ells.contains(word) || ies.contains(word));
    }

    @Override
    public RuleMessage sentence() {
        return RuleMessage.of("porterPasswordNotContext");
    }

    @Override
    public Map<String, Object> browserTest() {
        return Map.of("kind", "context", "words", words, "least", LEAST, "letters", LeetNormalizer.LETTERS);
    }

    /** Letters and digits alone: what stands between them hides nothing. */
    private static String squeezed(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
