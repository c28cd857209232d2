/** The crowd: what people do at the pages, and what they saw. */
package io.github.keycloakporter.it.chaos.people;
