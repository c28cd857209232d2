package io.github.keycloakporter.settings;

import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.config.RealmWarnings;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Says in the log of a production server which rules a realm breaks, in one line and once; it stops nothing. */
record RealmSummary(RealmWarnings warnings) {

    void check(KeycloakSession session, RealmModel realm) {
        Settings settings = Settings.ofServer();
        if (!ServerCheck.isProduction(settings)) {
            return;
        }
        List<Finding> findings =
                ConfigChecks.of(session.getKeycloakSessionFactory()).realm(ServerRealm.of(session, realm), settings);
        if (!findings.isEmpty()) {
            warnings.warnOf(
                    realm,
                    "its configuration breaks the rules",
                    findings.stream().map(Finding::id).distinct().collect(Collectors.joining(", "))
                            + "; scripts/check-config --realm " + realm.getName() + " says why, and how to fix it");
        }
    }
}
