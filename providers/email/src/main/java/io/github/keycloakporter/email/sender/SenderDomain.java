package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.mail.DomainRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

/**
 * What a domain says of those who send in its name.
 *
 * @param spf who may (RFC 7208)
 * @param dmarc what to do with what fails (RFC 7489)
 * @param dkim whether one of the selectors has a key (RFC 6376)
 */
record SenderDomain(Optional<String> spf, Optional<String> dmarc, boolean dkim) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Whether the DNS can be asked for it. */
    static boolean isName(String domain) {
        return NAME.matcher(domain).matches();
    }

    /** @throws NamingException where no name server answers */
    static SenderDomain of(String domain, List<String> selectors, Optional<String> servers) throws NamingException {
        try (DomainRecords dns = DomainRecords.of(servers)) {
            Optional<String> spf = text(dns, domain, "v=spf1");
            Optional<String> dmarc = text(dns, "_dmarc." + domain, "v=DMARC1");
            String parent = domain.substring(domain.indexOf('.') + 1);
            if (dmarc.isEmpty() && isName(parent)) {
                // it counts for subdomains too
                dmarc = text(dns, "_dmarc." + parent, "v=DMARC1");
            }
            boolean dkim = false;
            for (String selector : selectors) {
                dkim = dkim || hasKey(dns, selector + "._domainkey." + domain);
            }
            return new SenderDomain(spf, dmarc, dkim);
        }
    }

    private static Optional<String> text(DomainRecords dns, String name, String version) throws NamingException {
        return records(dns, name, "TXT").stream()
                .map(SenderDomain::joined)
                .filter(text -> text.regionMatches(true, 0, version, 0, version.length()))
                .findFirst();
    }

    /** In the domain itself, or at the provider that an alias leads to. */
    private static boolean hasKey(DomainRecords dns, String name) throws NamingException {
        return records(dns, name, "TXT").stream().map(SenderDomain::joined).anyMatch(text -> text.contains("p="))
                || !records(dns, name, "CNAME").isEmpty();
    }

    private static List<String> records(DomainRecords dns, String name, String type) throws NamingException {
        try {
            return dns.of(name, type);
        } catch (NameNotFoundException e) {
            return List.of();
        }
    }

    /** A record is one text or several strings of it, which JNDI puts into quotation marks. */
    private static String joined(String record) {
        if (!record.startsWith("\"")) {
            return record;
        }
        List<String> parts = new ArrayList<>();
        Matcher string = STRING.matcher(record);
        while (string.find()) {
            parts.add(string.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return parts.stream().collect(Collectors.joining());
    }
}
