/** What administrators see of the mails: {@code /admin/realms/{realm}/mails}. */
package io.github.keycloakporter.email.admin;
