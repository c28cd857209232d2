package io.github.keycloakporter.email.admin;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.Suppression;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code …/mails/suppressions}: the addresses that get no more mail. Lifting one needs the role {@code manage-users}. */
public final class SuppressionsResource {

    /** Of the admin event; Keycloak's own list of types has none for mails. */
    static final String RESOURCE_TYPE = "MAIL_SUPPRESSION";

    private final EmailOutboxProvider outbox;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    SuppressionsResource(
            EmailOutboxProvider outbox, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.outbox = outbox;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<SuppressionRepresentation> suppressions(
            @QueryParam("first") String first, @QueryParam("max") String max) {
        auth.users().requireView();
        int skipped = Parameters.number("first", first, 0, 0, Integer.MAX_VALUE);
        int most = Parameters.number("max", max, MailsResource.DEFAULT_MAX, 1, MailsResource.MAX);
        try (Stream<Suppression> suppressions = outbox.suppressions(realm, skipped, most)) {
            return suppressions.map(SuppressionRepresentation::of).toList();
        }
    }

    /** Why the address gets no mail; 404 where it does. */
    @GET
    @Path("{address}")
    @Produces(MediaType.APPLICATION_JSON)
    public SuppressionRepresentation suppression(@PathParam("address") String address) {
        auth.users().requireView();
        return stopping(address).map(SuppressionRepresentation::of).orElseThrow(SuppressionsResource::none);
    }

    /** Lets mail through again, by address or by the entry's id. The admin event names the id, never the address. */
    @DELETE
    @Path("{idOrAddress}")
    public Response lift(@PathParam("idOrAddress") String idOrAddress) {
        auth.users().requireManage();
        String id = stopping(idOrAddress).map(Suppression::id).orElse(idOrAddress);
        if (!outbox.lift(realm, idOrAddress)) {
            throw none();
        }
        adminEvent.operation(OperationType.DELETE).resource(RESOURCE_TYPE);
        if (id.contains("@")) {
            // soft bounces too few to stop anything
            adminEvent.resourcePath("mails", "suppressions");
        } else {
            adminEvent.resourcePath("mails", "suppressions", id);
        }
        adminEvent.success();
        return Response.noContent().build();
    }

    /** Whatever stops any mail stops reminders. */
    private Optional<Suppression> stopping(String address) {
        return outbox.suppression(realm, address, MailKind.REMINDER);
    }

    private static NotFoundException none() {
        return new NotFoundException("Could not find suppression");
    }
}
