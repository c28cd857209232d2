package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.config.Spelling;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The address that was probably meant: gmail.com for gmial.com. A question, never an answer. */
final class TypoSuggestion {

    /** Large providers of mailboxes, and smaller ones whose names look like a slip of a large one's. */
    private static final List<String> PROVIDERS = List.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.de",
            "yahoo.fr",
            "yahoo.es",
            "ymail.com",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "hotmail.es",
            "outlook.com",
            "outlook.de",
            "outlook.fr",
            "outlook.es",
            "live.com",
            "icloud.com",
            "aol.com",
            "mail.com",
            "email.com",
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "posteo.de",
            "mailbox.org",
            "orange.fr",
            "wanadoo.fr",
            "laposte.net",
            "telefonica.net",
            "proton.me",
            "protonmail.com",
            "fastmail.com");

    /** Ends that are a slip of com rather than a provider's home in another country. */
    private static final Set<String> SLIPS_OF_COM = Set.of("co", "cm", "om");

    private static final int SHORTEST = 6;
    private static final int LONG = 12;

    private TypoSuggestion() {}

    /** Empty where the domain is a known one or like none. */
    static Optional<String> of(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
        if (at < 1 || domain.length() < SHORTEST || PROVIDERS.contains(domain)) {
            return Optional.empty();
        }
        return PROVIDERS.stream()
                .filter(provider -> !isAtHomeElsewhere(domain, provider))
                .filter(provider -> Spelling.distance(domain, provider) <= (provider.length() < LONG ? 1 : 2))
                .min(Comparator.comparingInt(provider -> Spelling.distance(domain, provider)))
                .map(provider -> address.substring(0, at + 1) + provider);
    }

    /** yahoo.it is no slip of yahoo.es. */
    private static boolean isAtHomeElsewhere(String domain, String provider) {
        int dot = domain.indexOf('.');
        String end = domain.substring(dot + 1);
        return dot > 0
                && provider.startsWith(domain.substring(0, dot + 1))
                && end.length() == 2
                && !SLIPS_OF_COM.contains(end);
    }
}
