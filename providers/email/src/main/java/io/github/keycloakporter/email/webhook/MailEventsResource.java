package io.github.keycloakporter.email.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.email.outbox.RetriedTransaction;
import io.github.keycloakporter.email.webhook.WebhookRejection.Reason;
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
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * {@code POST /realms/{realm}/mail-events/{sendgrid|ses|mailgun}}: where mail providers report what became of a mail.
 *
 * <p>Says nothing of any mail and believes nobody but the provider whose key the realm names.
 */
public final class MailEventsResource {

    private final KeycloakSession session;
    private final WebhookKeys keys;
    private final WebhookIntake intake;

    MailEventsResource(KeycloakSession session, WebhookKeys keys, WebhookIntake intake) {
        this.session = session;
        this.keys = keys;
        this.intake = intake;
    }

    /** Takes the body as bytes of whatever type: signatures cover them as they are, and SNS says text/plain. */
    @POST
    @Path("{provider}")
    @Consumes(MediaType.WILDCARD)
    public Response report(@PathParam("provider") String provider, byte[] body) {
        RealmModel realm = session.getContext().getRealm();
        if (!realm.isEnabled() || !intake.knows(provider)) {
            return response(new WebhookAnswer(404, Optional.of("not-found")));
        }
        if (insecure(realm)) {
            return response(intake.refuse(provider, Reason.INSECURE));
        }
        HttpHeaders headers = session.getContext().getRequestHeaders();
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        return response(intake.take(
                provider,
                body,
                keys.key(provider, new SessionRealmSettings(session)),
                key -> new WebhookRequest(body, headers::getHeaderString, key, now, new SessionReplayCache(session)),
                events -> writeDown(realm.getId(), events)));
    }

    /** Two first reports of one address may meet; left to the provider, the second would come again in minutes or hours. */
    private int writeDown(String realmId, List<DeliveryEvent> events) {
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

    /** With a body wherever Keycloak's security headers ask for one: they turn an empty 413 or 503 into a 500. */
    private static Response response(WebhookAnswer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.status() == Response.Status.NO_CONTENT.getStatusCode()) {
            return response.build();
        }
        if (answer.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, 30);
        }
        ObjectNode entity = JsonNodeFactory.instance.objectNode();
        answer.error().ifPresentOrElse(word -> entity.put("error", word), () -> entity.put("status", "received"));
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(entity.toString())
                .build();
    }
}
