package io.github.keycloakporter.password.breach;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.http.impl.client.CloseableHttpClient;

/** Both ways to know of breaches, and the answers that are kept. One for the whole server. */
public final class BreachSources {

    private final BreachConfig config;
    private final BreachLookupMetrics lookUps;
    private final Cache<String, Range> answers;

    public BreachSources(BreachConfig config, MeterRegistry registry, LongSupplier nanoTime) {
        this.config = config;
        this.lookUps = new BreachLookupMetrics(registry, nanoTime);
        this.answers = Caffeine.newBuilder()
                .maximumSize(config.cacheRanges())
                .expireAfterWrite(config.cacheLifespan())
                .build();
    }

    public Breaches online(Supplier<CloseableHttpClient> http) {
        return new OnlineBreaches(new RangeClient(http, config.url(), config.timeout()), answers, lookUps);
    }

    /** Empty without the option that names the file. */
    public Optional<Breaches> offline() {
        return config.file().map(file -> new DigestFile(file, lookUps));
    }
}
