package io.github.keycloakporter.email.admin;

import io.github.keycloakporter.spi.mail.EmailOutboxProvider;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

public final class MailsResourceProviderFactory
        implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {

    /** Also the path: {@code /admin/realms/{realm}/mails/…}. */
    public static final String PROVIDER_ID = "mails";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    /** Without an outbox there is nothing to show: null, which Keycloak answers with 404. */
    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        EmailOutboxProvider outbox = session.getProvider(EmailOutboxProvider.class);
        return outbox == null ? null : new MailsResource(outbox, realm, auth, adminEvent);
    }

    @Override
    public void init(Config.Scope config) {
        // no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to register
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
