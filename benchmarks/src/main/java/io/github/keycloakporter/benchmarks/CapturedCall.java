package io.github.keycloakporter.benchmarks;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.function.Function;

/**
 * What a store was about to send: the command with all of its bytes, to be sent any number of times.
 *
 * @param keys the keys a script names; for a plain command the key that the store asked the connection for last
 */
record CapturedCall(
        Function<RedisClusterAsyncCommands<byte[], byte[]>, ? extends RedisFuture<?>> command, List<byte[]> keys) {}
