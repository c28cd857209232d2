package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.email.fault.FaultDialect;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.email.transport.MailRealm;
import io.github.keycloakporter.email.transport.Mails;
import io.github.keycloakporter.email.transport.TransportSession;
import io.github.keycloakporter.spi.config.MapScope;
import io.github.keycloakporter.spi.mail.DeliveryResult.Failed;
import io.github.keycloakporter.spi.mail.MailRoute;
import java.io.IOException;
import java.util.List;

/** SendGrid's API, or what stands in its way, answers a call: {@code <status> <body>}. */
public final class SendGridFaults implements FaultDialect {

    private final SendGridStandIn sendGrid = new SendGridStandIn();
    private final SendGridTransportProviderFactory factory = new SendGridTransportProviderFactory();

    public SendGridFaults() throws IOException {
        factory.init(MapScope.of("url", sendGrid.url(), "apiKey", "SG.server"));
    }

    @Override
    public Seen see(Stage stage, String input) {
        String body = input.length() > 4 ? input.substring(4) : "";
        sendGrid.next(SendGridStandIn.answer(Integer.parseInt(input.substring(0, 3)), body));
        MailRoute route = factory.create(new TransportSession().session())
                .route(MailRealm.with().model())
                .orElseThrow();
        return Seen.of(
                (Failed) route.deliver(List.of(Mails.to("anna@example.org"))).get(0), true);
    }

    @Override
    public void close() {
        factory.close();
        sendGrid.close();
    }
}
