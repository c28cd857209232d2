package io.github.keycloakporter.settings;

import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm of the server in the form of a realm file, as far as checks look at it. */
final class ServerRealm {

    private static final String DEMO = "demo-app";

    private ServerRealm() {}

    static RealmRepresentation of(KeycloakSession session, RealmModel realm) {
        RealmRepresentation representation = ModelToRepresentation.toRepresentation(session, realm, false);
        // one client is looked at, and a realm may have thousands
        ClientModel demo = session.clients().getClientByClientId(realm, DEMO);
        if (demo != null) {
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId(DEMO);
            client.setEnabled(demo.isEnabled());
            representation.setClients(List.of(client));
        }
        return representation;
    }
}
