/** Finds settings that nobody reads: options of the server, attributes of realms, names of transports. */
package io.github.keycloakporter.settings;
