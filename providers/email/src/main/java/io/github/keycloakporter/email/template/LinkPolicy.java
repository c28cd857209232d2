package io.github.keycloakporter.email.template;

import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.RealmModel;

/**
 * Which links may stand in a mail. With {@link Links#HTTPS} it has to be https to the host the operator configured, so
 * that no Host header of a request can steer where a mail points to (CWE-640).
 */
final class LinkPolicy {

    enum Links {
        HTTPS,
        ANY
    }

    private static final Logger LOGGER = Logger.getLogger(LinkPolicy.class);

    private final Links links;
    private final Optional<String> hostname;
    private final String option;

    /**
     * @param hostname Keycloak's {@code hostname} option: a host or a whole URL; null if not set
     * @param option the name of our own option, for the error
     */
    LinkPolicy(Links links, String hostname, String option) {
        this.links = links;
        this.hostname = Optional.ofNullable(hostname);
        this.option = option;
    }

    void check(RealmModel realm, String link) throws EmailException {
        if (links == Links.ANY) {
            return;
        }
        Optional<String> configured = Optional.ofNullable(realm.getAttribute("frontendUrl"))
                .filter(url -> !url.isBlank())
                .or(() -> hostname);
        if (configured.isEmpty()) {
            throw refused("the host of a link would come from the request: set --hostname=https://… (or " + option
                    + "=any where nothing is at stake)");
        }
        URI base = base(configured.get());
        URI target = URI.create(link);
        if (!"https".equals(base.getScheme()) || !"https".equals(target.getScheme())) {
            throw refused("the link is not https: set --hostname=https://… or the realm's Frontend URL (or " + option
                    + "=any where nothing is at stake)");
        }
        if (!base.getHost().equalsIgnoreCase(target.getHost()) || port(base) != port(target)) {
            throw refused(
                    "the link leads to another host or port than --hostname says: give --hostname as a whole URL");
        }
    }

    private static URI base(String configured) {
        return URI.create(configured.contains("://") ? configured : "https://" + configured);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }

    private static EmailException refused(String why) {
        LOGGER.errorf("A mail was refused, because %s", why);
        return new EmailException("The mail was refused, because " + why);
    }
}
