/**
 * Rate limits in Redis: one string per limit in use, one script for any number of limits. While Redis does not answer, each node
 * counts in its own memory, by the same rates ({@link io.github.keycloakporter.redis.limit.FailoverLimits}).
 *
 * <p>A key is {@code <prefix>:limit:{tag}<name>}: the tag keeps a realm's limits in one slot of a Redis Cluster, the name
 * is a keyed hash of what is limited and whom, so that a dump of Redis cannot be searched for an address. The value is a
 * time and the key's expiry; it vanishes by itself some while after all permits are back.
 *
 * <p>Time is Redis's own, one clock for all nodes, moved by as much as Keycloak's clock is moved
 * ({@link org.keycloak.common.util.Time#getOffset()}, zero outside of tests), so that both agree.
 *
 * <p>When the realm's keys are rotated, its limits begin anew.
 */
package io.github.keycloakporter.redis.limit;
