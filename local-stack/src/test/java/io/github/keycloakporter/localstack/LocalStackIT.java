package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node with everything around it. */
class LocalStackIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .realm(Path.of("src/test/resources/tiny-realm.json"))
                .demoApp()
                .start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void servesTheShippedRealmAndTheDemoApp() throws Exception {
        assertThat(status(URI.create(stack.issuer() + "/.well-known/openid-configuration")))
                .isEqualTo(200);
        assertThat(status(stack.appUrl())).isEqualTo(200);
        assertThat(status(stack.inbox().url())).isEqualTo(200);
        assertThat(status(stack.keycloak().managementUrl().resolve("/metrics"))).isEqualTo(200);
    }

    @Test
    void runsTheProvidersOfTheBundle() throws Exception {
        JsonNode providers =
                new AdminApi(stack.baseUrl()).get("/admin/serverinfo").path("providers");
        assertThat(ids(providers, "redis-connection")).contains("lettuce");
        assertThat(ids(providers, "singleUseObject")).contains("redis");
        assertThat(ids(providers, "revokedToken")).contains("redis");
        assertThat(ids(providers, "emailTemplate")).contains("porter");
    }

    @Test
    void theBundleMeetsNoSecondCopyOfAPackage() {
        assertThat(stack.distribution().buildLog())
                .contains("Server configuration updated and persisted")
                .doesNotContainIgnoringCase("split package")
                .doesNotContain(" ERROR ");
    }

    @Test
    void theServersMailReachesTheInbox() throws Exception {
        AdminApi admin = new AdminApi(stack.baseUrl());
        String ann = admin.user("tiny", "ann").path("id").asText();
        admin.put("/admin/realms/tiny/users/" + ann + "/send-verify-email", Map.of());
        Mail mail = stack.inbox().waitFor("ann@example.org", SOON);
        assertThat(mail.from()).contains("tiny@example.org");
        assertThat(mail.text()).contains(stack.baseUrl().toString());
    }

    @Test
    void aNodeKeepsItsDataOverRestartAndKill() throws Exception {
        AdminApi admin = new AdminApi(stack.baseUrl());
        admin.post("/admin/realms/tiny/users", Map.of("username", "bob", "enabled", true));
        stack.keycloak().restart();
        assertThat(admin.user("tiny", "bob").path("username").asText()).isEqualTo("bob");
        admin.post("/admin/realms/tiny/users", Map.of("username", "cat", "enabled", true));
        stack.keycloak().kill();
        assertThat(stack.keycloak().isRunning()).isFalse();
        assertThatThrownBy(() -> status(stack.issuer())).isInstanceOf(ConnectException.class);
        stack.keycloak().restart();
        assertThat(admin.user("tiny", "cat").path("username").asText()).isEqualTo("cat");
    }

    /** As after {@code cp -r} of a checkout, or when a CI cache is restored. */
    @Test
    void aNodeStartsFromACacheThatWasCopied(@TempDir Path dir) throws Exception {
        Path providers = stack.distribution().cached().resolve("providers");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(providers, "*.jar")) {
            for (Path jar : jars) {
                Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
            }
        }
        try (KeycloakNode node = KeycloakNode.builder(stack.distribution())
                .dir(dir)
                .option(
                        "spi-redis-connection--lettuce--uri",
                        stack.redis().uri().toString())
                .start()) {
            assertThat(status(node.managementUrl().resolve("/health/ready"))).isEqualTo(200);
        }
    }

    @Test
    void nobodyElseOnTheNetworkReachesIt() throws Exception {
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress address : outside) {
            for (URI part : List.of(
                    stack.baseUrl(),
                    stack.keycloak().managementUrl(),
                    stack.inbox().url(),
                    stack.appUrl(),
                    stack.redis().uri())) {
                assertThatThrownBy(() -> connect(address, part.getPort()))
                        .as("%s at %s", part, address)
                        .isInstanceOfAny(ConnectException.class, SocketTimeoutException.class);
            }
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
        }
    }

    private static int status(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> ids(JsonNode providers, String spi) {
        return providers.path(spi).path("providers").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }
}
