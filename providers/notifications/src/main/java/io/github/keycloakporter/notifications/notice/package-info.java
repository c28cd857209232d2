/** What a notice says, whether it is sent, and its summary if the limit held it back. */
package io.github.keycloakporter.notifications.notice;
