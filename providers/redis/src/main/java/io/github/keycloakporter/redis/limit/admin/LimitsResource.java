package io.github.keycloakporter.redis.limit.admin;

import io.github.keycloakporter.spi.limit.Limit;
import io.github.keycloakporter.spi.limit.MailCooldown;
import io.github.keycloakporter.spi.limit.RateLimiterProvider;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/porter-limits?user={id}}, {@code ?address=} or {@code ?ip=}: what is used of each limit, and
 * how to give it back. A user's limits need the permission to view or manage that user; those of an address or an IP, which
 * belong to nobody, {@code view-realm} or {@code manage-realm}.
 */
public final class LimitsResource {

    /** Of the admin event; Keycloak's own list of types has none for limits. */
    static final String RESOURCE_TYPE = "RATE_LIMIT";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;
    private final RateLimiterProvider limiter;

    LimitsResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            AdminEventBuilder adminEvent,
            RateLimiterProvider limiter) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
        this.limiter = limiter;
    }

    /** Every rate that counts the subject, used or not. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<LimitRepresentation> limits(
            @QueryParam(LimitedSubject.USER) String user,
            @QueryParam(LimitedSubject.ADDRESS) String address,
            @QueryParam(LimitedSubject.IP) String ip) {
        LimitedSubject subject = LimitedSubject.of(session, realm, auth, user, address, ip);
        subject.user().ifPresentOrElse(auth.users()::requireView, auth.realm()::requireViewRealm);
        return limiter.usage(realm, limits(subject)).stream()
                .map(LimitRepresentation::of)
                .toList();
    }

    /** All permits are there again. 503 while Redis does not answer. */
    @DELETE
    public Response reset(
            @QueryParam(LimitedSubject.USER) String user,
            @QueryParam(LimitedSubject.ADDRESS) String address,
            @QueryParam(LimitedSubject.IP) String ip) {
        LimitedSubject subject = LimitedSubject.of(session, realm, auth, user, address, ip);
        subject.user().ifPresentOrElse(auth.users()::requireManage, auth.realm()::requireManageRealm);
        limiter.reset(realm, limits(subject));
        adminEvent
                .operation(OperationType.DELETE)
                .resource(RESOURCE_TYPE)
                .resourcePath(
                        Stream.concat(Stream.of(LimitsResourceProviderFactory.PROVIDER_ID), subject.path().stream())
                                .toArray(String[]::new))
                .success();
        return Response.noContent().build();
    }

    private List<Limit> limits(LimitedSubject subject) {
        return subject.limits(limiter.rules(realm), MailCooldown.in(realm));
    }
}
