package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {

    @TempDir
    Path dir;

    @Test
    void twoServersRunSideBySide() throws Exception {
        try (RedisServer one = RedisServer.start();
                RedisServer two = RedisServer.start()) {
            assertThat(ask(one, "SET who one")).isEqualTo("+OK");
            assertThat(ask(two, "EXISTS who")).isEqualTo(":0");
        }
    }

    @Test
    void keepsItsPortOverStopAndRestartButNotItsData() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            int port = redis.port();
            ask(redis, "SET key value");
            redis.stop();
            assertThat(redis.isRunning()).isFalse();
            assertThatThrownBy(() -> ask(redis, "PING")).isInstanceOf(SocketException.class);
            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            assertThat(ask(redis, "EXISTS key")).isEqualTo(":0");
        }
    }

    @Test
    void anAppendOnlyServerRemembersEvenAfterAKill() throws Exception {
        try (RedisServer redis = RedisServer.builder().dir(dir).appendOnly().start()) {
            ask(redis, "SET key value");
            redis.kill();
            redis.restart();
            assertThat(ask(redis, "EXISTS key")).isEqualTo(":1");
        }
    }

    @Test
    void knowsPasswordsAndUsers() throws Exception {
        try (RedisServer redis = RedisServer.builder()
                .password("open sesame")
                .user("porter", "secret", "~porter:* +@all -@dangerous")
                .start()) {
            assertThat(ask(redis, "PING")).startsWith("-NOAUTH");
            assertThat(ask(redis, "AUTH \"open sesame\"")).isEqualTo("+OK");
            assertThat(ask(redis, "AUTH porter secret")).isEqualTo("+OK");
            assertThat(redis.uri().toString()).doesNotContain("secret");
        }
    }

    @Test
    void aFrozenServerKeepsConnectionsOpenAndSilent() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            redis.freeze();
            assertThatThrownBy(() -> ask(redis, "PING")).isInstanceOf(SocketTimeoutException.class);
            redis.thaw();
            assertThat(ask(redis, "PING")).isEqualTo("+PONG");
        }
    }

    private static String ask(RedisServer redis, String command) throws IOException {
        try (Socket socket = new Socket(Ports.LOOPBACK, redis.port())) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
