/**
 * Security notices to the owners of accounts. {@code event} recognizes changes, {@code notice} decides and sends, {@code store} keeps
 * what is sent later, {@code undo} is what an owner starts with <i>This was not me</i>, {@code lock} keeps the account locked afterwards.
 */
package io.github.keycloakporter.notifications;
