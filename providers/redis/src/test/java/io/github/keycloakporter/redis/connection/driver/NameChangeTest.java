package io.github.keycloakporter.redis.connection.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keycloakporter.redis.EmbeddedRedis;
import io.github.keycloakporter.redis.FreezableProxy;
import io.github.keycloakporter.redis.connection.config.RedisConfig;
import io.github.keycloakporter.spi.config.MapScope;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host name that the DNS moves from a demoted primary, which lives on, to the new one. */
class NameChangeTest {

    private static final String OLD = "127.0.0.2";
    private static final String PROMOTED = "127.0.0.1";

    @Test
    void theNameIsResolvedAgain() throws IOException {
        try (NameServer names = new NameServer(OLD);
                EmbeddedRedis promoted = new EmbeddedRedis();
                EmbeddedRedis demoted = new EmbeddedRedis();
                FreezableProxy old = new FreezableProxy(new InetSocketAddress(OLD, promoted.port()), demoted.port());
                RedisConnector connector = RedisConnector.of(
                        RedisConfig.from(MapScope.of("uri", "redis://primary.test:" + promoted.port())),
                        () -> {},
                        new DnsNameResolverBuilder()
                                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(names.address()))
                                .searchDomains(List.of())
                                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY));
                SharedConnection connection = new SharedConnection(connector, Duration.ofSeconds(5))) {
            await().until(() -> connection.tend(true) && connection.works());
            demoted.ask("REPLICAOF", PROMOTED, String.valueOf(promoted.port()));
            await().until(() -> !connection.tend(true));
            assertThat(connection.failure().trouble()).isEqualTo(RedisTrouble.REPLICA);

            names.leadTo(PROMOTED);

            await().atMost(Duration.ofSeconds(5)).until(() -> connection.tend(true) && connection.works());
        }
    }

    /** Answers each question with one address that may be kept for an hour (RFC 1035, 4.1). */
    private static final class NameServer implements AutoCloseable {

        private static final int HEADER_BYTES = 12;
        private static final int TYPE_AND_CLASS_BYTES = 4;

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private volatile InetAddress target;

        NameServer(String target) throws IOException {
            leadTo(target);
            Thread thread = new Thread(this::answer, "name server of a test");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        }

        void leadTo(String address) throws IOException {
            target = InetAddress.getByName(address);
        }

        private void answer() {
            DatagramPacket packet = new DatagramPacket(new byte[512], 512);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(512);
                    socket.receive(packet);
                    byte[] answer = answerTo(packet.getData());
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException("The name server fails", e);
                    }
                }
            }
        }

        private byte[] answerTo(byte[] question) {
            int end = HEADER_BYTES;
            while (question[end] != 0) {
                end += question[end] + 1;
            }
            end += 1 + TYPE_AND_CLASS_BYTES;
            return ByteBuffer.allocate(end + 16)
                    .put(question, 0, 2)
                    .putShort((short) 0x8180)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(0)
                    .put(question, HEADER_BYTES, end - HEADER_BYTES)
                    .putShort((short) 0xC00C)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(3600)
                    .putShort((short) 4)
                    .put(target.getAddress())
                    .array();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
