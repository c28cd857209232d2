package io.github.keycloakporter.email.webhook.ses;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key with a self-signed certificate, made by the JDK's keytool: what stands in for SNS's own. */
public final class SigningAuthority {

    private static final String PASSWORD = "changeit";

    private final PrivateKey key;
    private final byte[] pem;

    private SigningAuthority(PrivateKey key, byte[] pem) {
        this.key = key;
        this.pem = pem;
    }

    public byte[] pem() {
        return pem;
    }

    /** @param extra further arguments of keytool, such as -startdate */
    public static SigningAuthority make(Path directory, String name, String... extra) {
        try {
            Path store = directory.resolve(System.nanoTime() + ".p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-J-XX:TieredStopAtLevel=1",
                    "-genkeypair",
                    "-alias",
                    "signer",
                    "-dname",
                    name,
                    "-keystore",
                    store.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD));
            command.addAll(List.of(extra));
            if (!command.contains("-keyalg")) {
                command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("keytool: " + output);
            }
            return read(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static SigningAuthority read(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String base64 = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("signer").getEncoded());
        return new SigningAuthority(
                (PrivateKey) keys.getKey("signer", PASSWORD.toCharArray()),
                ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** @param algorithm such as {@code SHA256withRSA} */
    String sign(String algorithm, String text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
