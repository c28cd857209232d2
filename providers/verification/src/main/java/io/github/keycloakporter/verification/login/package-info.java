/**
 * What a login has to satisfy: login actions are only accepted at the step the session is at, and nobody gets a session or
 * tokens while a required action or the proof of the address is owed.
 */
package io.github.keycloakporter.verification.login;
