/** Two mail providers as far as Porter sees them, and the mailboxes behind them. */
package io.github.keycloakporter.it.chaos.mail;
