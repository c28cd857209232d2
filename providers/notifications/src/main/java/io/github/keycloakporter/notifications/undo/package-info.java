/** What the links in a notice do: secure the account, restore the earlier address. */
package io.github.keycloakporter.notifications.undo;
