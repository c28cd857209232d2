/** What goes wrong, when, and when it did. */
package io.github.keycloakporter.it.chaos.fault;
