/**
 * Mail by SMTP (RFC 5321), with the realm's own e-mail settings as stock Keycloak understands them, over connections that
 * are kept for the next mail.
 */
package io.github.keycloakporter.email.transport.smtp;
