package io.github.keycloakporter.email.transport.sendgrid;

import io.github.keycloakporter.spi.config.ScopeReader;
import io.github.keycloakporter.spi.config.Secret;
import io.github.keycloakporter.spi.mail.EmailTransportSpi;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.Config;

/**
 * How SendGrid is reached. Read and checked once, at the start of the server; see {@link SendGridOptions}.
 *
 * @param apiKey for realms without one of their own
 * @param base scheme, host and port
 * @param sandbox whether SendGrid only checks the mails and sends none
 * @param timeout for the answer to a call
 */
record SendGridConfig(
        Secret apiKey, URI base, boolean sandbox, Duration connectTimeout, Duration timeout, int parallelism) {

    /** Where the account lives. */
    enum Region {
        GLOBAL("https://api.sendgrid.com"),
        EU("https://api.eu.sendgrid.com");

        private final URI base;

        Region(String base) {
            this.base = URI.create(base);
        }
    }

    /** What can stand in an HTTP header. */
    private static final Pattern KEY = Pattern.compile("[!-~]{1,512}");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static SendGridConfig from(Config.Scope scope) {
        ScopeReader options =
                new ScopeReader(scope, EmailTransportSpi.NAME, SendGridTransportProviderFactory.PROVIDER_ID);
        Secret apiKey = options.secret(SendGridOptions.API_KEY);
        if (apiKey.value().filter(key -> !isKey(key)).isPresent()) {
            String option = apiKey.file().isPresent() ? SendGridOptions.API_KEY_FILE : SendGridOptions.API_KEY;
            throw options.error(
                    option,
                    (apiKey.file().isPresent() ? "must hold" : "must be") + " one word of visible ASCII characters");
        }
        return new SendGridConfig(
                apiKey,
                base(options),
                options.flag(SendGridOptions.SANDBOX_MODE, false),
                duration(options, SendGridOptions.CONNECT_TIMEOUT, 5),
                duration(options, SendGridOptions.TIMEOUT, 10),
                options.number(SendGridOptions.PARALLELISM, 8, 1, 256));
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Host and port, as the Host header shows them. */
    String host() {
        return base.getRawAuthority();
    }

    boolean plainHttp() {
        return base.getScheme().equals("http");
    }

    private static Duration duration(ScopeReader options, String name, int seconds) {
        return options.duration(name, Duration.ofSeconds(seconds), Duration.ofMillis(50), Duration.ofMinutes(2));
    }

    private static URI base(ScopeReader options) {
        Optional<String> url = options.text(SendGridOptions.URL);
        if (url.isEmpty()) {
            return options.choice(SendGridOptions.REGION, Region.GLOBAL).base;
        }
        if (options.text(SendGridOptions.REGION).isPresent()) {
            throw options.error(
                    SendGridOptions.REGION,
                    "must not stand beside " + options.option(SendGridOptions.URL) + ": keep one of them");
        }
        try {
            URI base = new URI(url.get());
            boolean bare = base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null
                    && (base.getRawPath().isEmpty() || base.getRawPath().equals("/"));
            if (!bare) {
                throw options.error(SendGridOptions.URL, "must be scheme, host and port only: https://host:port");
            }
            if (!"https".equals(base.getScheme())
                    && !("http".equals(base.getScheme()) && LOOPBACK.contains(base.getHost()))) {
                throw options.error(SendGridOptions.URL, "must begin with https://; http:// only for this machine");
            }
            return base;
        } catch (URISyntaxException e) {
            // without the cause, which repeats what may hold a password
            throw options.error(SendGridOptions.URL, "must be a URL such as https://host:port");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SendGridConfig[base=" + base + ", sandbox=" + sandbox + "]";
    }
}
