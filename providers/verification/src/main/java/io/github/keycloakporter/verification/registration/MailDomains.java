package io.github.keycloakporter.verification.registration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jboss.logging.Logger;

/**
 * Whether a domain takes mail, as its name server says: by MX, else by an address (RFC 5321, 5.1), and not where it says
 * that it takes none (RFC 7505). No answer is no reason to refuse anybody.
 */
final class MailDomains {

    private static final Logger LOGGER = Logger.getLogger(MailDomains.class);

    private static final String TIMEOUT_MILLIS = "2000";
    private static final String NULL_MX = "0 .";

    /** What can be a host; nothing else goes into a name, where JNDI would take a colon for another service. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private final Cache<String, Boolean> answers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final String servers;

    /** @param servers such as {@code dns://127.0.0.1:5353}; empty for those of the machine */
    MailDomains(Optional<String> servers) {
        this.servers = servers.orElse("dns:");
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

    @SuppressWarnings("BanJNDI") // its DNS provider makes text of the answers and no objects
    private boolean ask(String domain) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        DirContext dns = new InitialDirContext(environment);
        try {
            Optional<Attribute> exchangers = records(dns, domain, "MX");
            return exchangers.isPresent()
                    ? takesMail(exchangers.get())
                    : records(dns, domain, "A").isPresent()
                            || records(dns, domain, "AAAA").isPresent();
        } catch (NameNotFoundException noSuchDomain) {
            return false;
        } finally {
            dns.close();
        }
    }

    @SuppressWarnings("BanJNDI")
    private static Optional<Attribute> records(DirContext dns, String domain, String type) throws NamingException {
        return Optional.ofNullable(
                dns.getAttributes(domain + ".", new String[] {type}).get(type));
    }

    private static boolean takesMail(Attribute exchangers) throws NamingException {
        NamingEnumeration<?> all = exchangers.getAll();
        try {
            return exchangers.size() > 1 || !NULL_MX.equals(all.next());
        } finally {
            all.close();
        }
    }
}
