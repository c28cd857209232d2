package io.github.keycloakporter.localstack.demo;

import java.net.URI;

/**
 * One log-in under way, kept in the browser's session until the answer with the same state comes back.
 *
 * @param state ties the answer to this browser (RFC 6749, section 10.12)
 * @param nonce ties the ID token to this attempt (OpenID Connect Core, section 3.1.2.1)
 * @param codeVerifier proves that the code was asked for by us (RFC 7636)
 * @param authorizationUrl where the browser goes
 */
record LoginAttempt(String state, String nonce, String codeVerifier, URI authorizationUrl) {}
