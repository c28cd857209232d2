/**
 * How the driver is used: connections are made, checked by real work, replaced, and what went wrong gets a name and a fix.
 */
package io.github.keycloakporter.redis.connection.driver;
