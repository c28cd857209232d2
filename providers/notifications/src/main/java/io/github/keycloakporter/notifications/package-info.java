/** Security notices to the owners of accounts, and what an owner sets off who says 'this was not me'. */
package io.github.keycloakporter.notifications;
