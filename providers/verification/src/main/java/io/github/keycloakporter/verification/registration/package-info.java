/** Signing up: what the form lets through, and what it tells of accounts that exist. */
package io.github.keycloakporter.verification.registration;
