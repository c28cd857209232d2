/**
 * The one door to Redis.
 *
 * <p>A feature asks its session for a {@link io.github.keycloakporter.redis.connection.RedisConnectionProvider} and gets
 * the {@link io.github.keycloakporter.redis.connection.RedisConnection} that every feature of this server shares. What
 * Redis is (one server, Sentinel, Cluster), how it is reached and what happens when it is gone is settled here, once.
 */
package io.github.keycloakporter.redis.connection;
