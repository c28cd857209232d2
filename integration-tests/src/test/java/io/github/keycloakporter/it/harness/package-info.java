/** What the journeys are told with: the running stack, people with browsers and mailboxes, an app, an administrator. */
package io.github.keycloakporter.it.harness;
