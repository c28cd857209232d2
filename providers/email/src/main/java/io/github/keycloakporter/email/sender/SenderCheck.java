package io.github.keycloakporter.email.sender;

import io.github.keycloakporter.spi.check.ConfigCheckFactory;
import io.github.keycloakporter.spi.check.ConfigCheckSpi;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Rule;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.naming.NamingException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.representations.idm.RealmRepresentation;

/** In whose name emails leave, and whether recipients can tell that they may. */
public final class SenderCheck implements ConfigCheckFactory {

    public static final String PROVIDER_ID = "sender";

    /** The attribute that names a realm's own selectors. */
    static final String SELECTORS = "porter.mail.dkim-selectors";

    private static final Rule LINKS_ANY = Rule.warning(
            "links-any",
            "Emails may contain links over plain HTTP, or links whose host comes from a header of the request.",
            "Remove the option in production.");
    private static final Rule MISSING =
            Rule.error("sender-missing", "No email can be sent.", "Set From under Realm settings, Email.");
    private static final Rule EXAMPLE = Rule.error(
            "sender-example",
            "Mail servers reject emails from example domains, and replies reach nobody.",
            "Set From to an address in your own domain (PORTER_SMTP_FROM).");
    private static final Rule DNS = Rule.warning(
            "sender-dns",
            "Porter cannot check whether the domain is set up for sending.",
            "Check the name servers of this machine, or set --spi-config-check--sender--name-servers.");
    private static final Rule SPF = Rule.warning(
            "sender-spf",
            "Mailbox providers reject the emails or treat them as spam.",
            "Publish a TXT record v=spf1 with the servers of your mail provider, ending in -all or ~all.");
    private static final Rule DKIM = Rule.warning(
            "sender-dkim",
            "Mailbox providers reject the emails or treat them as spam.",
            "Publish the keys that your mail provider gives you. If they have other selectors, set these in the"
                    + " realm attribute " + SELECTORS + ".");
    private static final Rule DMARC = Rule.warning(
            "sender-dmarc",
            "Anyone can send in the name of the domain without your knowledge. Large mailbox providers require a"
                    + " DMARC record.",
            "Publish a TXT record _dmarc with v=DMARC1; p=none; rua=mailto:… first, and p=quarantine or reject later.");

    /** RFC 2606 and RFC 6761. */
    private static final Pattern RESERVED =
            Pattern.compile("(.*\\.)?(example\\.(com|net|org)|example|test|invalid|localhost|localdomain)");

    /** SendGrid's, Mailgun's, Microsoft's, Google's, and what people take. */
    private static final String USUAL_SELECTORS =
            "s1,s2,k1,mx,mailo,pic,smtp,selector1,selector2,google,default,dkim,mail";

    private static final String NAME_SERVERS = "nameServers";

    private Optional<String> servers = Optional.empty();

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope config) {
        servers = new ScopeReader(config, ConfigCheckSpi.NAME, PROVIDER_ID).text(NAME_SERVERS);
    }

    @Override
    public List<Rule> rules() {
        return List.of(LINKS_ANY, MISSING, EXAMPLE, DNS, SPF, DKIM, DMARC);
    }

    @Override
    public void server(Settings settings, Consumer<Finding> found) {
        settings.option("spi-email-template--porter--links")
                .filter("any"::equalsIgnoreCase)
                .ifPresent(any -> found.accept(LINKS_ANY.at("--spi-email-template--porter--links", "is any")));
    }

    @Override
    public void realm(RealmRepresentation realm, Settings settings, Consumer<Finding> found) {
        boolean sends =
                Boolean.TRUE.equals(realm.isVerifyEmail()) || Boolean.TRUE.equals(realm.isResetPasswordAllowed());
        Optional<String> domain = domain(realm.getSmtpServer());
        if (domain.isEmpty() && sends) {
            found.accept(MISSING.at("smtpServer.from", "is empty, or no address"));
        }
        domain.filter(name -> RESERVED.matcher(name).matches())
                .ifPresent(name -> found.accept(EXAMPLE.at("smtpServer.from", "is an address at " + name)));
    }

    @Override
    public void runningRealm(KeycloakSession session, RealmModel realm, Consumer<Finding> found) {
        domain(realm.getSmtpConfig())
                .filter(name -> !RESERVED.matcher(name).matches())
                .filter(SenderDomain::isName)
                .ifPresent(name -> dns(name, realm.getAttribute(SELECTORS), servers, found));
    }

    static void dns(String domain, String selectors, Optional<String> servers, Consumer<Finding> found) {
        List<String> names = Arrays.stream(
                        (selectors == null || selectors.isBlank() ? USUAL_SELECTORS : selectors).split("[,\\s]+"))
                .filter(name -> name.matches("[A-Za-z0-9._-]{1,63}"))
                .toList();
        try {
            SenderDomain sender = SenderDomain.of(domain, names, servers);
            if (sender.spf().isEmpty()) {
                found.accept(SPF.at(domain, "has no SPF record"));
            } else if (sender.spf().get().matches("(?i).*\\s\\+?all\\s*")) {
                found.accept(SPF.at(domain, "has an SPF record that lets everybody send"));
            }
            if (!sender.dkim()) {
                found.accept(DKIM.at(domain, "has no DKIM key under " + String.join(", ", names)));
            }
            if (sender.dmarc().isEmpty()) {
                found.accept(DMARC.at("_dmarc." + domain, "has no DMARC record"));
            }
        } catch (NamingException e) {
            found.accept(DNS.at(domain, "cannot be looked up (" + e.getClass().getSimpleName() + ")"));
        }
    }

    private static Optional<String> domain(Map<String, String> smtp) {
        String from =
                smtp == null || smtp.get("from") == null ? "" : smtp.get("from").trim();
        try {
            return Optional.of(IDN.toASCII(
                                    from.substring(from.lastIndexOf('@') + 1).replace(">", ""))
                            .toLowerCase(Locale.ROOT))
                    .filter(domain -> from.contains("@") && !domain.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(NAME_SERVERS)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Name servers for lookups of the sender's domain, such as dns://192.0.2.53, used instead of the"
                                + " machine's name servers.")
                .add()
                .build();
    }
}
