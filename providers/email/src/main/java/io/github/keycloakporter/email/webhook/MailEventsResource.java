package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.keycloakporter.email.outbox.RetriedTransaction;
import io.github.keycloakporter.email.webhook.dialect.WebhookDialect;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import io.github.keycloakporter.email.webhook.dialect.WebhookRequest;
import io.github.keycloakporter.spi.mail.DeliveryEvent;
import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * {@code POST /realms/{realm}/mail-events/{sendgrid|ses|mailgun}}: the webhooks of mail providers.
 *
 * <p>Accepts only calls that are signed with the realm's key. Answers contain nothing about emails.
 */
public final class MailEventsResource {

    private static final Logger LOG = Logger.getLogger(MailEventsResource.class);

    private final KeycloakSession session;
    private final WebhookKeys keys;
    private final Webhooks webhooks;

    MailEventsResource(KeycloakSession session, WebhookKeys keys, Webhooks webhooks) {
        this.session = session;
        this.keys = keys;
        this.webhooks = webhooks;
    }

    /** Reads the body as bytes of any media type: signatures cover the bytes, and SNS sends text/plain. */
    @POST
    @Path("{provider}")
    @Consumes(MediaType.WILDCARD)
    public Response report(@PathParam("provider") String provider, byte[] body) {
        RealmModel realm = session.getContext().getRealm();
        Optional<WebhookDialect> dialect = webhooks.dialect(provider).filter(known -> realm.isEnabled());
        return dialect.isEmpty() ? answer(404, "error", "not-found") : report(realm, dialect.get(), body);
    }

    private Response report(RealmModel realm, WebhookDialect dialect, byte[] body) {
        if (insecure(realm)) {
            webhooks.rejected(dialect, Reason.INSECURE);
            return rejected(Reason.INSECURE);
        }
        WebhookRequest request = new WebhookRequest(
                body,
                session.getContext().getRequestHeaders()::getHeaderString,
                Instant.ofEpochMilli(Time.currentTimeMillis()),
                new SessionReplayCache(session));
        try {
            Optional<String> key = keys.key(dialect.provider(), new SessionRealmSettings(session));
            List<DeliveryEvent> events = webhooks.read(dialect, key, request);
            int recorded = record(realm.getId(), events);
            webhooks.accepted(dialect, events);
            LOG.debugf("%s reported %d events, %d of them new", dialect.provider(), events.size(), recorded);
            return answer(dialect.received(), "status", "received");
        } catch (WebhookRejection e) {
            return rejected(e.reason());
        }
    }

    /**
     * Two first reports about one address may collide and are retried here, because the provider would repeat the second
     * one only after minutes or hours.
     */
    private int record(String realmId, List<DeliveryEvent> events) {
        return RetriedTransaction.call(session.getKeycloakSessionFactory(), own -> {
            RealmModel realm = own.realms().getRealm(realmId);
            own.getContext().setRealm(realm);
            EmailOutboxProvider outbox = own.getProvider(EmailOutboxProvider.class);
            return (int)
                    events.stream().filter(event -> outbox.report(realm, event)).count();
        });
    }

    private boolean insecure(RealmModel realm) {
        return !"https".equals(session.getContext().getUri().getBaseUri().getScheme())
                && realm.getSslRequired().isRequired(session.getContext().getConnection());
    }

    private static Response rejected(Reason reason) {
        return answer(reason.status(), "error", reason.tag());
    }

    /** Keycloak's security headers turn a 413 or 503 without a body into a 500. */
    private static Response answer(int status, String name, String value) {
        Response.ResponseBuilder response = Response.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == Response.Status.NO_CONTENT.getStatusCode()) {
            return response.build();
        }
        if (status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, 30);
        }
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(JsonNodeFactory.instance.objectNode().put(name, value).toString())
                .build();
    }
}
