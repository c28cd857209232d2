/** What people and programs see while Redis is away: 503, in their own language, with the time to come back. */
package io.github.keycloakporter.redis.outage;
