package io.github.keycloakporter.benchmarks.passwords;

import io.github.keycloakporter.password.list.PasswordList;
import io.github.keycloakporter.password.list.PasswordListFile;
import io.github.keycloakporter.password.rule.Candidate;
import io.github.keycloakporter.password.rule.NotCommon;
import io.github.keycloakporter.password.rule.NotContext;
import io.github.keycloakporter.password.rule.PasswordRule;
import io.github.keycloakporter.password.rule.StrengthRules;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.keycloak.policy.DenylistPasswordPolicyProviderFactory;
import org.passay.DefaultPasswordValidator;
import org.passay.PasswordData;
import org.passay.PasswordValidator;
import org.passay.UnicodeString;
import org.passay.data.EnglishCharacterData;
import org.passay.data.EnglishSequenceData;
import org.passay.dictionary.Dictionary;
import org.passay.dictionary.WordListDictionary;
import org.passay.dictionary.WordLists;
import org.passay.rule.CharacterRule;
import org.passay.rule.DictionaryRule;
import org.passay.rule.IllegalSequenceRule;
import org.passay.rule.LengthRule;
import org.passay.rule.RepeatCharactersRule;
import org.passay.rule.Rule;
import org.passay.rule.UsernameRule;

/** Porter, Keycloak's denylist and Passay, each as its users have it. */
final class Contenders {

    private static final String USER = "ada.lovelace";

    private record Named(String label, Opener opener) implements Contender {

        interface Opener {
            Predicate<String> open(Path list) throws IOException;
        }

        @Override
        public Predicate<String> open(Path list) throws IOException {
            return opener.open(list);
        }
    }

    private Contenders() {}

    /** The look-up alone: is exactly this on the list, in whatever case? */
    static List<Contender> lists() {
        return List.of(
                new Named("Porter", list -> {
                    PasswordList members = PasswordListFile.read(list);
                    return password -> members.contains(PasswordList.folded(password));
                }),
                new Named("Keycloak passwordBlacklist", Contenders::keycloak),
                new Named("Passay DictionaryRule", list -> {
                    PasswordValidator validator = new DefaultPasswordValidator(new DictionaryRule(dictionary(list)));
                    return password -> !valid(validator, password);
                }));
    }

    /** All rules of the profile {@code standard}, each answered to its end, beside Passay's own rules of the same kind. */
    static List<Contender> rules() {
        return List.of(
                new Named("Porter", list -> {
                    List<PasswordRule> rules = new ArrayList<>(StrengthRules.strength(12));
                    rules.add(new NotCommon(List.of(PasswordListFile.read(list))));
                    rules.add(NotContext.of(List.of("Ada", "Lovelace", "Porter"), List.of(USER + "@example.org")));
                    return password -> {
                        Candidate candidate = Candidate.of(password);
                        return rules.stream()
                                        .filter(rule -> !rule.isMetBy(candidate))
                                        .count()
                                > 0;
                    };
                }),
                new Named("Passay", list -> {
                    List<Rule> rules = List.of(
                            new LengthRule(12, 256),
                            new CharacterRule(EnglishCharacterData.UpperCase, 1),
                            new CharacterRule(EnglishCharacterData.LowerCase, 1),
                            new CharacterRule(EnglishCharacterData.Digit, 1),
                            new CharacterRule(EnglishCharacterData.SpecialAscii, 1),
                            new IllegalSequenceRule(EnglishSequenceData.Alphabetical, 5, false),
                            new IllegalSequenceRule(EnglishSequenceData.Numerical, 5, false),
                            new IllegalSequenceRule(EnglishSequenceData.USQwerty, 5, false),
                            new RepeatCharactersRule(4),
                            new DictionaryRule(dictionary(list)),
                            new UsernameRule());
                    PasswordValidator validator = new DefaultPasswordValidator(rules);
                    return password -> !valid(validator, password);
                }));
    }

    private static Predicate<String> keycloak(Path list) {
        var denylist = new DenylistPasswordPolicyProviderFactory.FileBasedPasswordDenylist(
                list.getParent(),
                list.getFileName().toString(),
                DenylistPasswordPolicyProviderFactory.DEFAULT_FALSE_POSITIVE_PROBABILITY,
                0);
        return password -> denylist.contains(password.toLowerCase(Locale.ROOT));
    }

    private static Dictionary dictionary(Path list) throws IOException {
        try (FileReader in = new FileReader(list.toFile(), StandardCharsets.UTF_8)) {
            return new WordListDictionary(WordLists.createFromReader(new FileReader[] {in}, false));
        }
    }

    private static boolean valid(PasswordValidator validator, String password) {
        return validator
                .validate(new PasswordData(new UnicodeString(USER), new UnicodeString(password)))
                .isValid();
    }
}
