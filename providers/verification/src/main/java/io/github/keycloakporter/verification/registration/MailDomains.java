package io.github.keycloakporter.verification.registration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakporter.spi.mail.DomainRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.jboss.logging.Logger;

/**
 * Whether a domain takes mail, as its name server says: by MX, else by an address (RFC 5321, 5.1), and not where it says
 * that it takes none (RFC 7505). No answer is no reason to refuse anybody.
 */
final class MailDomains {

    private static final Logger LOGGER = Logger.getLogger(MailDomains.class);

    private static final List<String> NULL_MX = List.of("0 .");

    /** What can be a host; nothing else goes into a name, where JNDI would take a colon for another service. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private final Cache<String, Boolean> answers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final Optional<String> servers;

    /** @param servers such as {@code dns://127.0.0.1:5353}; empty for those of the machine */
    MailDomains(Optional<String> servers) {
        this.servers = servers;
    }

    /** @param domain in ASCII and lower case. Only what a name server said is remembered. */
    boolean mayTakeMail(String domain) {
        if (!HOST.matcher(domain).matches()) {
            return false;
        }
        Boolean known = answers.getIfPresent(domain);
        if (known != null) {
            return known;
        }
        try {
            boolean answer = ask(domain);
            answers.put(domain, answer);
            return answer;
        } catch (NamingException e) {
            LOGGER.debugf(
                    "No name server answered for a domain: %s", e.getClass().getSimpleName());
            return true;
        }
    }

    private boolean ask(String domain) throws NamingException {
        try (DomainRecords dns = DomainRecords.of(servers)) {
            List<String> exchangers = dns.of(domain, "MX");
            return exchangers.isEmpty()
                    ? !dns.of(domain, "A").isEmpty() || !dns.of(domain, "AAAA").isEmpty()
                    : !exchangers.equals(NULL_MX);
        } catch (NameNotFoundException noSuchDomain) {
            return false;
        }
    }
}
