package io.github.keycloakporter.email.admin;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.Suppression;
import io.github.keycloakporter.spi.mail.SuppressionFilter;
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
import java.util.Map;
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
            @QueryParam("reason") String reason,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        auth.users().requireView();
        SuppressionFilter filter = filter(reason, from, until);
        int skipped = Parameters.number("first", first, 0, 0, Integer.MAX_VALUE);
        int most = Parameters.number("max", max, MailsResource.DEFAULT_MAX, 1, MailsResource.MAX);
        try (Stream<Suppression> suppressions = outbox.suppressions(realm, filter, skipped, most)) {
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

    /**
     * Lets mail through again to many addresses at once. The reason has to be given, so that nobody lifts complaints by accident.
     *
     * @param reason such as {@code hard-bounce}
     * @param from suppressed at that time or later
     * @param until suppressed before that time
     */
    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Integer> lift(
            @QueryParam("reason") String reason, @QueryParam("from") String from, @QueryParam("until") String until) {
        auth.users().requireManage();
        SuppressionFilter filter = filter(reason, from, until);
        if (filter.reason().isEmpty()) {
            throw Parameters.bad("reason", "given: which suppressions are to be lifted, such as hard-bounce");
        }
        Map<String, Integer> lifted = Map.of("lifted", outbox.lift(realm, filter));
        adminEvent
                .operation(OperationType.DELETE)
                .resource(RESOURCE_TYPE)
                .resourcePath("mails", "suppressions")
                .representation(lifted)
                .success();
        return lifted;
    }

    private static SuppressionFilter filter(String reason, String from, String until) {
        return new SuppressionFilter(
                Parameters.oneOf("reason", reason, Suppression.Reason.values(), SuppressionRepresentation::tag),
                Parameters.moment("from", from),
                Parameters.moment("until", until));
    }

    /** Whatever stops any mail stops reminders. */
    private Optional<Suppression> stopping(String address) {
        return outbox.suppression(realm, address, MailKind.REMINDER);
    }

    private static NotFoundException none() {
        return new NotFoundException("Could not find suppression");
    }
}
