package io.github.keycloakporter.redis.connection.driver;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends in one piece what several threads ask of a connection at a time: one system call instead of one for each command, and
 * Redis reads and answers in one piece too. Nothing waits: what is alone goes at once.
 */
final class FlushConsolidation implements NettyCustomizer {

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline()
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }
}
