package io.github.keycloakporter.password.breach;

import io.github.keycloakporter.spi.config.ScopeReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of {@code porter-breached}.
 *
 * @param url of the range API, without a slash at its end
 * @param timeout of one request
 * @param cacheRanges so many answers are kept, at 8 kB each
 * @param cacheLifespan so long
 * @param file of the offline mode
 */
public record BreachConfig(URI url, Duration timeout, int cacheRanges, Duration cacheLifespan, Optional<Path> file) {

    private static final String URL = "url";
    private static final String TIMEOUT = "timeout";
    private static final String CACHE_RANGES = "cacheRanges";
    private static final String CACHE_LIFESPAN = "cacheLifespan";
    public static final String FILE = "file";

    private static final String PUBLIC = "https://api.pwnedpasswords.com";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public static BreachConfig from(ScopeReader options) {
        return new BreachConfig(
                url(options),
                options.duration(TIMEOUT, Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofSeconds(10)),
                options.number(CACHE_RANGES, 500, 1, 100_000),
                options.duration(CACHE_LIFESPAN, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(7)),
                options.file(FILE));
    }

    /** Plain HTTP would let anybody on the way call a stolen password a good one; on this machine there is no way. */
    private static URI url(ScopeReader options) {
        String text = options.text(URL, PUBLIC).replaceAll("/+$", "");
        try {
            URI url = URI.create(text);
            boolean https = "https".equals(url.getScheme()) && url.getHost() != null;
            boolean local = "http".equals(url.getScheme()) && url.getHost() != null && LOOPBACK.contains(url.getHost());
            if ((https || local) && url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other text that is no such URL
        }
        throw options.error(URL, "must be an https URL such as " + PUBLIC + ", without a user and a query");
    }

    public static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(URL)
                .type("string")
                .helpText(
                        "URL that porter-breached(online) calls: the range API of Have I Been Pwned or a mirror of it.")
                .defaultValue(PUBLIC)
                .add()
                .property()
                .name(TIMEOUT)
                .type("string")
                .helpText("Maximum time of one call. After it only the local lists decide.")
                .defaultValue("1s")
                .add()
                .property()
                .name(CACHE_RANGES)
                .type("int")
                .helpText("Maximum number of cached answers, about 8 kB each.")
                .defaultValue(500)
                .add()
                .property()
                .name(CACHE_LIFESPAN)
                .type("string")
                .helpText("Time for which an answer is cached.")
                .defaultValue("1h")
                .add()
                .property()
                .name(FILE)
                .type("string")
                .helpText("File of porter-breached(offline): sorted SHA-1 digests in hexadecimal, one per line, as the"
                        + " downloader of Have I Been Pwned writes them.")
                .add()
                .build();
    }
}
