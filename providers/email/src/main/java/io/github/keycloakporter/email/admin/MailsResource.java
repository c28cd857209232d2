package io.github.keycloakporter.email.admin;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import io.github.keycloakporter.spi.mail.MailKind;
import io.github.keycloakporter.spi.mail.MailQuery;
import io.github.keycloakporter.spi.mail.MailRecord;
import io.github.keycloakporter.spi.mail.MailStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/mails}: the ledger, newest first. To be read with the role {@code view-users}: addresses and
 * subjects are users' data; bodies are not here.
 */
public final class MailsResource {

    static final int DEFAULT_MAX = 100;
    static final int MAX = 1000;

    private final EmailOutboxProvider outbox;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    MailsResource(
            EmailOutboxProvider outbox, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.outbox = outbox;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<MailRepresentation> mails(
            @QueryParam("userId") String userId,
            @QueryParam("status") String status,
            @QueryParam("kind") String kind,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        auth.users().requireView();
        MailQuery query = new MailQuery(
                Optional.ofNullable(userId).filter(id -> !id.isBlank()),
                Parameters.oneOf("status", status, MailStatus.values(), MailStatus::tag),
                Parameters.oneOf("kind", kind, MailKind.values(), MailKind::tag),
                Parameters.number("first", first, 0, 0, Integer.MAX_VALUE),
                Parameters.number("max", max, DEFAULT_MAX, 1, MAX));
        try (Stream<MailRecord> mails = outbox.mails(realm, query)) {
            return mails.map(MailRepresentation::of).toList();
        }
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public MailRepresentation mail(@PathParam("id") String id) {
        auth.users().requireView();
        return outbox.mail(realm, id)
                .map(MailRepresentation::of)
                .orElseThrow(() -> new NotFoundException("Could not find mail"));
    }

    @Path("suppressions")
    public SuppressionsResource suppressions() {
        return new SuppressionsResource(outbox, realm, auth, adminEvent);
    }
}
