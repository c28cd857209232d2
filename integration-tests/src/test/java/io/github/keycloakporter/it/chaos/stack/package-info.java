/** The installation that is put to the test. */
package io.github.keycloakporter.it.chaos.stack;
