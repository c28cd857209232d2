package io.github.keycloakporter.it.alerts;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.keycloakporter.localstack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands in for the proxy: TLS with a certificate that has as many days left as somebody asks for. */
final class TlsSite implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Path dir;
    private final int port = Ports.free();
    private final Path certificate;
    private HttpsServer server;

    TlsSite(Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.certificate = dir.resolve("site.pem");
    }

    String url() {
        return "https://" + Ports.LOOPBACK + ":" + port + "/";
    }

    /** What clients trust; it is read for each connection. */
    Path certificate() {
        return certificate;
    }

    void start(int daysLeft) throws IOException, GeneralSecurityException, InterruptedException {
        close();
        Path store = dir.resolve("site-" + daysLeft + ".p12");
        Files.deleteIfExists(store);
        keytool(
                "-genkeypair",
                "-alias",
                "site",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=site",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-validity",
                String.valueOf(daysLeft),
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12");
        Files.deleteIfExists(certificate);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "site",
                "-file",
                certificate.toString(),
                "-keystore",
                store.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        keytool.command().addAll(List.of(arguments));
        keytool.command().addAll(List.of("-storepass", PASSWORD));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
