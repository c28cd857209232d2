package io.github.keycloakporter.spi.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** What name servers say of a domain. Waits four seconds at most. */
public final class DomainRecords implements AutoCloseable {

    private static final String TIMEOUT_MILLIS = "2000";

    private final DirContext dns;

    private DomainRecords(DirContext dns) {
        this.dns = dns;
    }

    /** @param servers such as {@code dns://127.0.0.1:5353}; empty for those of the machine */
    @SuppressWarnings("BanJNDI") // its DNS provider makes text of the answers and no objects
    public static DomainRecords of(Optional<String> servers) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers.orElse("dns:"));
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        return new DomainRecords(new InitialDirContext(environment));
    }

    /**
     * The records of a type; empty where the domain has none.
     *
     * @param domain letters, digits, dots, dashes and underscores only: JNDI takes a colon for another service
     * @throws javax.naming.NameNotFoundException where there is no such domain
     * @throws NamingException where no name server answers
     */
    @SuppressWarnings("BanJNDI")
    public List<String> of(String domain, String type) throws NamingException {
        Attribute records = dns.getAttributes(domain + ".", new String[] {type}).get(type);
        List<String> texts = new ArrayList<>();
        if (records != null) {
            Collections.list(records.getAll()).forEach(record -> texts.add(String.valueOf(record)));
        }
        return texts;
    }

    @Override
    public void close() throws NamingException {
        dns.close();
    }
}
