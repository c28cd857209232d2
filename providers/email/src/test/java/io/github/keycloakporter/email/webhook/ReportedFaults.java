package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.email.fault.FaultDialect;
import io.github.keycloakporter.email.fault.Stage;
import io.github.keycloakporter.email.webhook.mailgun.MailgunEvent;
import io.github.keycloakporter.email.webhook.sendgrid.SendGridEvent;
import io.github.keycloakporter.email.webhook.ses.SesReport;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.Fault;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The reports of one mail provider, in its own words. */
public final class ReportedFaults implements FaultDialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<DeliveryEvent.Type> WITH_FAULT =
            Set.of(DeliveryEvent.Type.HARD_BOUNCE, DeliveryEvent.Type.SOFT_BOUNCE, DeliveryEvent.Type.REFUSED);

    private final String provider;

    public ReportedFaults(String provider) {
        this.provider = provider;
    }

    @Override
    public Seen see(Stage stage, String input) throws IOException {
        ObjectNode report = (ObjectNode) JSON.readTree(input);
        return switch (provider) {
            case "sendgrid" -> sendGrid(report);
            case "ses" -> ses(report);
            default -> mailgun(report);
        };
    }

    private static Seen sendGrid(ObjectNode report) {
        if (!report.has("event")) {
            report.put("event", "bounce");
        }
        SendGridEvent event = new SendGridEvent(report);
        return seen(event.type(), event.fault());
    }

    private static Seen ses(JsonNode report) {
        SesReport read = new SesReport("sns", "2026-03-04T05:06:07Z", report);
        return seen(read.kind(), read.fault());
    }

    private static Seen mailgun(ObjectNode report) {
        report.put("event", "failed");
        MailgunEvent event = new MailgunEvent(report);
        return seen(event.type(), event.fault());
    }

    private static Seen seen(Optional<DeliveryEvent.Type> type, Fault fault) {
        return Seen.reported(type.filter(WITH_FAULT::contains).map(event -> fault), type);
    }
}
