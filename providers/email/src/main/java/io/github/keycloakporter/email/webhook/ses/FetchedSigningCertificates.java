package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches certificates from SNS and keeps the last few for a day. Only such as passed every check are kept. */
final class FetchedSigningCertificates implements SigningCertificates {

    private static final int MAX_KEPT = 16;
    private static final Duration KEEP = Duration.ofHours(24);

    private final SnsUrls origin;
    private final SnsClient client;
    private final Map<URI, Kept> kept = new LinkedHashMap<>();

    FetchedSigningCertificates(SnsUrls origin, SnsClient client) {
        this.origin = origin;
        this.client = client;
    }

    @Override
    public PublicKey key(String url, Instant now) throws WebhookRejection {
        URI uri = origin.certificate(url);
        SnsCertificate known = known(uri, now);
        if (known != null) {
            return known.key(now);
        }
        SnsCertificate fetched = SnsCertificate.parse(client.get(uri));
        PublicKey key = fetched.key(now);
        keep(uri, new Kept(fetched, now.plus(KEEP)));
        return key;
    }

    private synchronized SnsCertificate known(URI uri, Instant now) {
        kept.values().removeIf(entry -> !now.isBefore(entry.until()));
        Kept entry = kept.get(uri);
        return entry == null ? null : entry.certificate();
    }

    private synchronized void keep(URI uri, Kept entry) {
        kept.put(uri, entry);
        if (kept.size() > MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private record Kept(SnsCertificate certificate, Instant until) {}
}
