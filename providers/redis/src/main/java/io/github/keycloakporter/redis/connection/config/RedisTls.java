package io.github.keycloakporter.redis.connection.config;

import io.github.keycloakporter.spi.config.ConfigException;
import io.github.keycloakporter.spi.config.ScopeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/**
 * What TLS needs. The files are PEM and are read again for each connection, so a renewed certificate needs no restart.
 *
 * @param data whether connections to Redis use TLS
 * @param sentinel whether connections to Sentinels do
 * @param ca the authorities to trust; without it those that the server trusts anyway
 * @param certificate the client's certificate, followed by its chain; present exactly if the key is
 * @param key the client's private key, PKCS #8 without a password
 * @param verifyHost whether a certificate has to name the host; the chain is checked in any case
 */
public record RedisTls(
        boolean data,
        boolean sentinel,
        Optional<Path> ca,
        Optional<Path> certificate,
        Optional<Path> key,
        boolean verifyHost) {

    private static final String PRIVATE_KEY = "-----BEGIN PRIVATE KEY-----";

    static RedisTls from(ScopeReader options, RedisAddress address) {
        boolean data = options.flag(RedisOptions.TLS, address.tls());
        if (address.tls() && !data) {
            throw options.error(RedisOptions.TLS, "must not be false for a URI that begins with rediss");
        }
        if (!address.sentinel() && options.text(RedisOptions.SENTINEL_TLS).isPresent()) {
            throw options.error(RedisOptions.SENTINEL_TLS, "needs a URI that begins with redis-sentinel://");
        }
        boolean sentinel = address.sentinel() && options.flag(RedisOptions.SENTINEL_TLS, data);
        RedisTls tls = new RedisTls(
                data,
                sentinel,
                options.file(RedisOptions.TLS_CA_FILE),
                options.file(RedisOptions.TLS_CERTIFICATE_FILE),
                options.file(RedisOptions.TLS_KEY_FILE),
                options.flag(RedisOptions.TLS_VERIFY_HOST, true));
        tls.check(options);
        return tls;
    }

    private void check(ScopeReader options) {
        needsTls(options, RedisOptions.TLS_CA_FILE, ca);
        needsTls(options, RedisOptions.TLS_CERTIFICATE_FILE, certificate);
        needsTls(options, RedisOptions.TLS_KEY_FILE, key);
        if (certificate.isPresent() && key.isEmpty()) {
            throw options.error(RedisOptions.TLS_KEY_FILE, "is missing: a client certificate is set");
        }
        if (key.isPresent() && certificate.isEmpty()) {
            throw options.error(RedisOptions.TLS_CERTIFICATE_FILE, "is missing: the key of one is set");
        }
        ca.ifPresent(file -> checkCertificates(options, RedisOptions.TLS_CA_FILE, file));
        certificate.ifPresent(file -> checkCertificates(options, RedisOptions.TLS_CERTIFICATE_FILE, file));
        key.ifPresent(file -> checkKey(options, file));
    }

    private void needsTls(ScopeReader options, String name, Optional<Path> file) {
        if (file.isPresent() && !data && !sentinel) {
            throw options.error(name, "needs TLS: set " + options.option(RedisOptions.TLS) + "=true");
        }
    }

    private static void checkCertificates(ScopeReader options, String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw options.error(name, "must hold a certificate; '" + file + "' is empty");
            }
        } catch (IOException | CertificateException e) {
            throw new ConfigException(
                    options.option(name), "must hold certificates in PEM; '" + file + "' does not", e);
        }
    }

    private static void checkKey(ScopeReader options, Path file) {
        try {
            if (!Files.readString(file).contains(PRIVATE_KEY)) {
                throw options.error(
                        RedisOptions.TLS_KEY_FILE,
                        "must hold a private key in PKCS #8 without a password (BEGIN PRIVATE KEY); '" + file
                                + "' does not. Convert it with openssl pkcs8 -topk8 -nocrypt");
            }
        } catch (IOException e) {
            throw new ConfigException(
                    options.option(RedisOptions.TLS_KEY_FILE), "must be a text file in PEM; '" + file + "' is none", e);
        }
    }
}
