package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Settings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/porter-config}: what is wrong with the realm's configuration, the worst first; in the master realm
 * with the server's too, which is no business of another realm's administrators. Needs {@code view-realm} or {@code manage-realm}.
 */
public final class ConfigResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    ConfigResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    /** Asks Redis, the database and the DNS, so it may take seconds. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<Finding> findings() {
        auth.realm().requireViewRealm();
        ConfigChecks checks = ConfigChecks.of(session.getKeycloakSessionFactory());
        Settings settings = Settings.ofServer();
        Stream<Finding> ofRealm = Stream.concat(
                checks.realm(ServerRealm.of(session, realm), settings).stream(),
                checks.runningRealm(session, realm).stream());
        Stream<Finding> ofServer = realm.getName().equals(Config.getAdminRealm())
                ? Stream.concat(checks.server(settings).stream(), checks.runningServer(session).stream())
                : Stream.empty();
        return Stream.concat(ofRealm, ofServer).sorted(Finding.ORDER).toList();
    }
}
