/** What speaks SMTP, apart from the rest for the sake of its log. */
package io.github.keycloakporter.email.transport.smtp.wire;
