package io.github.keycloakporter.verification.registration;

import java.util.Locale;

/** The rules of the guard, each with a switch of its own. */
enum Rule {
    LIMITS,
    DISPOSABLE_DOMAINS,
    MX_LOOKUP,
    TYPO_SUGGESTION,
    HONEYPOT,
    MINIMUM_SECONDS,
    CLEAN_NAMES,
    /** No switch: what is no address cannot be mailed. */
    ADDRESS_SYNTAX;

    /** Lower case with dashes, as it stands in the configuration, in events and in metrics. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
