package io.github.keycloakporter.tools.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import picocli.CommandLine.Option;

/** How a tool connects: whom it trusts and how long it waits. */
public final class ConnectionOptions {

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM file with certificate authorities to trust besides Java's own.")
    private Path caFile;

    @Option(names = "--insecure", description = "Trust every certificate and host name. For a test server only.")
    private boolean insecure;

    @Option(
            names = "--request-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long one request may take. Default: ${DEFAULT-VALUE}.")
    private int requestTimeoutSeconds;

    public boolean insecure() {
        return insecure;
    }

    public Duration requestTimeout() {
        if (requestTimeoutSeconds < 1) {
            throw new ToolException("--request-timeout must be 1 or more, not " + requestTimeoutSeconds);
        }
        return Duration.ofSeconds(requestTimeoutSeconds);
    }

    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, insecure ? new TrustManager[] {new TrustEverybody()} : trusted(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ToolException("TLS cannot be set up: " + ToolException.reason(e), e);
        }
    }

    private TrustManager[] trusted() throws GeneralSecurityException {
        TrustManagerFactory usual = factory(null);
        if (caFile == null) {
            return usual.getTrustManagers();
        }
        try (InputStream pem = Files.newInputStream(caFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            Stream<X509Certificate> known = Arrays.stream(usual.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()));
            Stream<? extends Certificate> added =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem).stream();
            int number = 0;
            for (Certificate certificate : Stream.concat(known, added).toList()) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return factory(store).getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new ToolException(
                    "--ca-file " + caFile + " cannot be read as certificates in PEM form: " + ToolException.reason(e),
                    e);
        }
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    /** An extended one: Java then leaves the check of the host name to it too. */
    private static final class TrustEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
