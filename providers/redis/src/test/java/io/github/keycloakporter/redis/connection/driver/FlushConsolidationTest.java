package io.github.keycloakporter.redis.connection.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlushConsolidationTest {

    private final AtomicInteger sent = new AtomicInteger();
    private final DefaultEventLoopGroup threads = new DefaultEventLoopGroup(2);
    private Channel channel;

    @BeforeEach
    void connect() throws InterruptedException {
        LocalAddress address = new LocalAddress(FlushConsolidationTest.class);
        new ServerBootstrap()
                .group(threads)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInboundHandlerAdapter())
                .bind(address)
                .sync();
        channel = new Bootstrap()
                .group(threads)
                .channel(LocalChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address)
                .sync()
                .channel();
        new FlushConsolidation().afterChannelInitialized(channel);
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {
                sent.incrementAndGet();
                context.flush();
            }
        });
    }

    @AfterEach
    void close() {
        threads.shutdownGracefully();
    }

    @Test
    void whatIsAskedAtATimeGoesTogether() throws Exception {
        List<ChannelFuture> commands = new ArrayList<>();
        channel.eventLoop()
                .submit(() -> {
                    for (int i = 0; i < 8; i++) {
                        channel.eventLoop().execute(() -> commands.add(channel.writeAndFlush("a command")));
                    }
                })
                .sync();
        channel.eventLoop().submit(() -> {}).sync();
        assertThat(commands).hasSize(8);
        for (ChannelFuture command : commands) {
            command.sync();
        }
        assertThat(sent).hasValue(1);
    }

    @Test
    void whatIsAloneGoesAtOnce() throws InterruptedException {
        for (int i = 1; i <= 3; i++) {
            channel.writeAndFlush("a command").sync();
            assertThat(sent).hasValue(i);
        }
    }
}
