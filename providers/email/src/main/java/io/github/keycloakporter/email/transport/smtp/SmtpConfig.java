package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.mail.EmailTransportSpi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What holds for every SMTP server of every realm. The servers themselves stand in the realms' e-mail settings.
 *
 * @param parallelism how many mails a node hands over at once
 * @param idleConnections how many connections to one server with one account may wait for the next mail
 * @param idleTimeout how long such a connection waits
 * @param starttls for realms that do not say it themselves
 * @param ehlo how this server introduces itself to SMTP servers, for realms that do not say it themselves
 */
record SmtpConfig(
        int parallelism, int idleConnections, Duration idleTimeout, StartTls starttls, Optional<String> ehlo) {

    /** What a connection that begins in clear does about TLS (RFC 3207). */
    enum StartTls {
        /** TLS if the realm asks for it and the server offers it. */
        OPPORTUNISTIC,
        /** TLS or no mail. */
        REQUIRED
    }

    private static final String PARALLELISM = "parallelism";
    private static final String IDLE_CONNECTIONS = "idleConnections";
    private static final String IDLE_TIMEOUT = "idleTimeout";
    private static final String STARTTLS = "starttls";
    private static final String EHLO = "ehlo";

    static SmtpConfig from(Config.Scope scope) {
        ScopeReader options = new ScopeReader(scope, EmailTransportSpi.NAME, SmtpTransportProviderFactory.PROVIDER_ID);
        return new SmtpConfig(
                options.number(PARALLELISM, 32, 1, 256),
                options.number(IDLE_CONNECTIONS, 8, 0, 256),
                options.duration(IDLE_TIMEOUT, Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
                options.choice(STARTTLS, StartTls.OPPORTUNISTIC),
                ehlo(options));
    }

    private static Optional<String> ehlo(ScopeReader options) {
        Optional<String> name = options.text(EHLO);
        if (name.isPresent() && !ClientName.isName(name.get())) {
            throw options.error(EHLO, ClientName.PROBLEM);
        }
        return name;
    }

    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(PARALLELISM)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(32)
                .helpText("Maximum number of emails that one node sends over SMTP at the same time.")
                .add()
                .property()
                .name(IDLE_CONNECTIONS)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(8)
                .helpText("Maximum number of idle connections to one SMTP server. 0 keeps none.")
                .add()
                .property()
                .name(IDLE_TIMEOUT)
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue("30s")
                .helpText("Time after which an idle connection is closed.")
                .add()
                .property()
                .name(STARTTLS)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("opportunistic", "required")
                .defaultValue("opportunistic")
                .helpText(
                        "Whether emails may be sent without TLS. 'required' sends nothing to a server that does not offer"
                                + " STARTTLS. A realm overrides it in the attribute " + SmtpSettings.STARTTLS_ATTRIBUTE
                                + ".")
                .add()
                .property()
                .name(EHLO)
                .type(ProviderConfigProperty.STRING_TYPE)
                .helpText(
                        "Host name that this server sends in EHLO: a fully qualified name such as mail.example.com, or an"
                                + " address literal such as [192.0.2.25]. The default is the host of the realm's Frontend URL or of"
                                + " --hostname, or else the domain of the From address. A realm overrides it in the attribute "
                                + ClientName.ATTRIBUTE + ".")
                .add()
                .build();
    }
}
