/** Tables of notices that wait and of earlier addresses. */
package io.github.keycloakporter.notifications.store;
