/** The transactional outbox and the ledger of deliveries, in Keycloak's own database. */
package io.github.keycloakporter.email.outbox;
