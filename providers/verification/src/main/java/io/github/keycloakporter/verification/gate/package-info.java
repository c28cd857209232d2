/** The required action VERIFY_EMAIL: the waiting page, the code, the changed address. */
package io.github.keycloakporter.verification.gate;
