package io.github.keycloakporter.spi.mail;

import io.github.keycloakporter.spi.limit.Decision;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/**
 * A notice of Keycloak's own {@code email} listener that the limit does not let out now. Published in the transaction it
 * belongs to; whoever keeps notices tells it later.
 *
 * @param subjectKey the message key of its subject
 * @param decision why, and how long to wait
 */
public record DeferredNotice(
        KeycloakSession session, RealmModel realm, UserModel user, String subjectKey, Decision decision)
        implements ProviderEvent {}
