package io.github.keycloakporter.redis.limit;

import io.github.keycloakporter.spi.limit.Limit;

/**
 * A limit under the name its count is kept by, see {@link LimitNames}.
 *
 * @param name tells neither what is limited nor whom
 */
record NamedLimit(String name, Limit limit) {}
