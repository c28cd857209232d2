package io.github.keycloakporter.tools.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keycloakporter.tools.server.ConnectionOptions;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a server with TLS and a certificate that nobody but {@code --ca-file} trusts. */
class BrowserTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final URI APP = URI.create("https://app.example.org/callback");

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static String url;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("server.p12");
        keytool("-genkeypair", "-alias", "s", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "s",
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", BrowserTest::answer);
        server.start();
        url = "https://localhost:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void trustsTheNamedAuthorityOnly() {
        assertThat(browser("--ca-file", folder.resolve("ca.pem").toString())
                        .open(url + "/form")
                        .status())
                .isEqualTo(200);
        assertThat(browser("--insecure")
                        .open(url.replace("localhost", "127.0.0.1") + "/form")
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> browser().open(url + "/form"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("certification path");
        String otherName = url.replace("localhost", "127.0.0.1");
        assertThatThrownBy(() -> browser("--ca-file", folder.resolve("ca.pem").toString())
                        .open(otherName + "/form"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void keepsCookiesSendsWhatStandsInFormsAndStopsAtTheApp() {
        Browser browser = browser("--insecure");
        Page form = browser.open(url + "/form");
        Page app = browser.submit(form, form.form("#f", "test page"), "test page", Map.of("name", "ada & co"));
        assertThat(app.inApp()).isTrue();
        assertThat(app.query()).containsEntry("got", "hidden=1&name=ada+%26+co with cookie c=1");
    }

    @Test
    void faultsSayWhatIsMissing() {
        Browser browser = browser("--insecure");
        Page form = browser.open(url + "/form");
        assertThatThrownBy(() -> browser.submit(form, form.form("#f", "test page"), "test page", Map.of("code", "1")))
                .isInstanceOf(JourneyFailure.class)
                .hasMessage("the test page has no field 'code'");
        assertThatThrownBy(() -> form.form("#g", "test page"))
                .isInstanceOf(JourneyFailure.class)
                .hasMessageContaining("the test page has no form #g")
                .hasMessageContaining("Fill it in")
                .hasMessageNotContaining("secret=");
        assertThatThrownBy(() -> browser.open(url + "/circle"))
                .isInstanceOf(JourneyFailure.class)
                .hasMessageContaining("in circles");
    }

    private static Browser browser(String... options) {
        ConnectionOptions connection = new ConnectionOptions();
        CommandLine.populateCommand(connection, options);
        return new Browser(connection.sslContext(), Duration.ofSeconds(5), APP);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestURI().getPath()) {
            case "/form" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "c=1; Path=/; Secure; HttpOnly");
                byte[] page = ("<form id=f method=post action='/sent?secret=x'>Fill it in<input type=hidden name=hidden"
                                + " value=1><input name=name></form>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
            case "/sent" -> {
                List<String> cookies = exchange.getRequestHeaders().get("Cookie");
                redirect(
                        exchange,
                        APP + "?"
                                + Browser.encode(Map.of("got", body + " with cookie " + String.join(";", cookies)))
                                        .replace("+", "%20"));
            }
            default -> redirect(exchange, "/circle");
        }
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                folder.resolve("server.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).as("keytool").isZero();
    }
}
