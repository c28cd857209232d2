package io.github.keycloakporter.email.transport.smtp;

import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.mail.DeliveryResult;
import io.github.keycloakporter.spi.mail.MailMessage;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.util.List;
import java.util.Optional;

/** The transport as the dispatcher uses it: the session is closed before the first mail leaves. */
final class SmtpSender implements AutoCloseable {

    private final SmtpTransportProviderFactory factory = new SmtpTransportProviderFactory();

    /** @param options names and values in turns */
    SmtpSender(String... options) {
        factory.init(MapScope.of(options));
    }

    SmtpTransportProviderFactory factory() {
        return factory;
    }

    /** Settings for a server on this machine, with time-outs of a second. */
    static MailRealm realm(int port) {
        return MailRealm.with(
                "host", "localhost",
                "port", String.valueOf(port),
                "timeout", "1000",
                "connectionTimeout", "1000",
                "writeTimeout", "1000");
    }

    Optional<MailRoute> find(MailRealm realm, TransportSession session) {
        Optional<MailRoute> route = factory.create(session.session()).route(realm.model());
        session.close();
        return route;
    }

    MailRoute route(MailRealm realm) {
        return route(realm, new TransportSession());
    }

    MailRoute route(MailRealm realm, TransportSession session) {
        return find(realm, session).orElseThrow();
    }

    static DeliveryResult deliver(MailRoute route, MailMessage mail) {
        List<DeliveryResult> results = route.deliver(List.of(mail));
        if (results.size() != 1) {
            throw new IllegalStateException("One mail, " + results.size() + " results");
        }
        return results.get(0);
    }

    @Override
    public void close() {
        factory.close();
    }
}
