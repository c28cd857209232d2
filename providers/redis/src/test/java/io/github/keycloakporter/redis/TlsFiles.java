package io.github.keycloakporter.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of its own and a server certificate signed by it, made by the JDK's keytool. */
public record TlsFiles(Path ca, Path certificate, Path key) {

    private static final String PASSWORD = "changeit";

    /** @param name the host the certificate is for, as keytool writes it: {@code dns:localhost} or {@code ip:127.0.0.1} */
    public static TlsFiles make(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                directory.resolve("ca.p12"),
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Test CA",
                "-keyalg",
                "EC",
                "-ext",
                "bc:c=ca:true");
        return renew(directory, name);
    }

    /** Another key and certificate of the same authority, in the same files. */
    public static TlsFiles renew(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path authority = directory.resolve("ca.p12");
        Path server = directory.resolve("server.p12");
        Path request = directory.resolve("server.csr");
        Path ca = directory.resolve("ca.pem");
        Path certificate = directory.resolve("server.pem");
        Files.deleteIfExists(server);
        keytool(authority, "-exportcert", "-alias", "ca", "-rfc", "-file", ca.toString());
        keytool(server, "-genkeypair", "-alias", "server", "-dname", "CN=redis", "-keyalg", "EC");
        keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                authority,
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-rfc",
                "-ext",
                "san=" + name);
        return new TlsFiles(ca, certificate, privateKey(server, directory.resolve("server.key")));
    }

    private static Path privateKey(Path store, Path target) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
        return Files.writeString(
                target,
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + arguments[0] + ": " + output);
        }
    }
}
