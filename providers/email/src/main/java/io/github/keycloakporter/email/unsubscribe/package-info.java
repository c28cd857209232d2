/** One click ends reminders (RFC 8058): {@code /realms/{realm}/unsubscribe/{token}}. */
package io.github.keycloakporter.email.unsubscribe;
