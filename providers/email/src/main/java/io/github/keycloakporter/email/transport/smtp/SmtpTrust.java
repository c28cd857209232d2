package io.github.keycloakporter.email.transport.smtp;

import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.keycloak.common.enums.HostnameVerificationPolicy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.JSSETruststoreConfigurator;

/** Whom we trust over TLS: Keycloak's truststore and host name policy, as stock's mail sender does. */
final class SmtpTrust {

    private JSSETruststoreConfigurator truststore;

    /** The truststore is read once: it does not change while the server runs. */
    synchronized SmtpTrust read(KeycloakSession session) {
        if (truststore == null) {
            truststore = new JSSETruststoreConfigurator(session);
        }
        return this;
    }

    synchronized void applyTo(Properties properties) {
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        SSLSocketFactory sockets = truststore == null ? null : truststore.getSSLSocketFactory();
        if (sockets != null) {
            properties.put("mail.smtp.ssl.socketFactory", sockets);
            if (truststore.getProvider().getPolicy() == HostnameVerificationPolicy.ANY) {
                properties.setProperty("mail.smtp.ssl.trust", "*");
                properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
            }
        }
    }
}
