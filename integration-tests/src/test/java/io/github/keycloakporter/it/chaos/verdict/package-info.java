/** What was promised, compared with what happened. */
package io.github.keycloakporter.it.chaos.verdict;
