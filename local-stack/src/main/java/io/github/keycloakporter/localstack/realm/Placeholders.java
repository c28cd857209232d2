package io.github.keycloakporter.localstack.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ${NAME:default}} expressions of one text. Keycloak fills them from the environment while it imports, see
 * {@code org.keycloak.common.util.StringPropertyReplacer}; it leaves a name it does not know as it stands, so that a typing
 * error would end up in the realm.
 *
 * @param found the well-formed ones, in order
 * @param faults what is wrong with the others, one sentence each
 */
record Placeholders(List<Placeholder> found, List<String> faults) {

    private static final String START = "${";
    private static final Pattern OURS = Pattern.compile("([A-Z][A-Z0-9_]*):([^$]*)");
    private static final Pattern WITHOUT_DEFAULT = Pattern.compile("[A-Z][A-Z0-9_]*");

    /** What Keycloak itself resolves later: vault entries, message keys of built-in names, URLs of built-in clients. */
    private static final Pattern KEYCLOAKS = Pattern.compile(
            "vault\\.[^}]+|(client|role|profile)_[A-Za-z_-]+|auth(Base|Admin)Url|[a-zA-Z]+ScopeConsentText");

    /** One expression: the variable and what stands in for it. */
    record Placeholder(String name, String defaultValue) {}

    static Placeholders of(String text) {
        List<Placeholder> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        int start = text.indexOf(START);
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                faults.add("the placeholder at \"" + text.substring(start) + "\" has no closing brace");
                break;
            }
            read(text.substring(start + START.length(), end), found, faults);
            start = text.indexOf(START, end);
        }
        return new Placeholders(List.copyOf(found), List.copyOf(faults));
    }

    /** The text as it is where no variable is set. */
    static String withDefaults(String text) {
        return Pattern.compile("\\$\\{" + OURS.pattern().replace("[^$]", "[^$}]") + "}")
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2)));
    }

    private static void read(String expression, List<Placeholder> found, List<String> faults) {
        Matcher ours = OURS.matcher(expression);
        if (ours.matches()) {
            found.add(new Placeholder(ours.group(1), ours.group(2)));
        } else if (WITHOUT_DEFAULT.matcher(expression).matches()) {
            faults.add("placeholder ${" + expression + "} has no default: write ${" + expression + ":default}");
        } else if (!KEYCLOAKS.matcher(expression).matches()) {
            faults.add("placeholder ${" + expression + "} is malformed: write ${NAME:default}, the name in capitals");
        }
    }
}
