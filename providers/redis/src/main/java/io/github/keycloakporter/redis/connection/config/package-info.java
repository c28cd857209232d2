/** The options of the connection to Redis: read and checked once, at the start of the server. */
package io.github.keycloakporter.redis.connection.config;
