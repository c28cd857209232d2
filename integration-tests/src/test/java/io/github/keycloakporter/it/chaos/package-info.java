/**
 * The proof kit: two nodes, PostgreSQL, Redis with Sentinel and two mail providers, all of which fail by a schedule while people
 * use the pages. Afterwards what was promised is compared with what happened, from the outside. scripts/chaos.sh runs it;
 * docs/reliability.md says what is promised.
 */
package io.github.keycloakporter.it.chaos;
