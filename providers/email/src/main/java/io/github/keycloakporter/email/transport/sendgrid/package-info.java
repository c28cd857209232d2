/**
 * Mail by SendGrid's Web API v3. The mails of one bulk run leave in one call, as one template and a set of substitutions
 * for each recipient; no recipient sees another.
 */
package io.github.keycloakporter.email.transport.sendgrid;
