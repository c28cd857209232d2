package io.github.keycloakporter.verification.registration;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The guard's options of the server.
 *
 * @param disposableDomains a list in place of ours
 * @param nameServers in place of the machine's
 */
record GuardOptions(Optional<Path> disposableDomains, Optional<String> nameServers) {

    private static final String DOMAINS_FILE = "disposableDomainsFile";
    private static final String NAME_SERVERS = "nameServers";

    static GuardOptions from(ScopeReader options) {
        Optional<String> servers = options.text(NAME_SERVERS);
        if (servers.filter(text -> !text.matches("dns://[^\\s/]+(\\s+dns://[^\\s/]+)*"))
                .isPresent()) {
            throw options.error(
                    NAME_SERVERS, "must be such as 'dns://192.0.2.53' or 'dns://192.0.2.53:5353', several with blanks");
        }
        return new GuardOptions(options.file(DOMAINS_FILE), servers);
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(DOMAINS_FILE)
                .type("string")
                .helpText(
                        "File with disposable email domains, one per line, used instead of the built-in list. # starts a"
                                + " comment. It is read again when it changes.")
                .add()
                .property()
                .name(NAME_SERVERS)
                .type("string")
                .helpText("Name servers for the check whether a domain accepts email, such as dns://192.0.2.53, several"
                        + " separated by spaces. The default is the machine's name servers.")
                .add()
                .build();
    }
}
