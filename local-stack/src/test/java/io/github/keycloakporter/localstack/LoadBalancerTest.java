package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {

    private final HttpServer one = node("one");
    private final HttpServer two = node("two");
    private final LoadBalancer balancer = LoadBalancer.start(
            Ports.free(), List.of(one.getAddress().getPort(), two.getAddress().getPort()));

    @AfterEach
    void close() {
        balancer.close();
        one.stop(0);
        two.stop(0);
    }

    @Test
    void newConnectionsGoRound() throws Exception {
        assertThat(List.of(fresh(), fresh(), fresh(), fresh())).containsOnly("one", "two");
    }

    @Test
    void aPinnedNodeGetsEverythingEvenFromOpenConnections() throws Exception {
        HttpClient browser = HttpClient.newHttpClient();
        for (int node : new int[] {0, 1, 0}) {
            balancer.only(node);
            assertThat(ask(browser)).isEqualTo(node == 0 ? "one" : "two");
        }
        balancer.all();
        assertThat(List.of(fresh(), fresh())).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void goesPastANodeThatIsDown() throws Exception {
        one.stop(0);
        assertThat(List.of(fresh(), fresh(), fresh())).containsOnly("two");
    }

    private String fresh() throws IOException, InterruptedException {
        return ask(HttpClient.newHttpClient());
    }

    private String ask(HttpClient client) throws IOException, InterruptedException {
        URI url = balancer.url();
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpServer node(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = name.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new StackException("No test node: " + e.getMessage(), e);
        }
    }
}
