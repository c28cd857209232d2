package io.github.keycloakporter.email.webhook;

import java.util.Optional;

/**
 * What a mail provider gets to hear.
 *
 * @param status of HTTP
 * @param error one word where the report was not taken
 */
record WebhookAnswer(int status, Optional<String> error) {}
