package io.github.keycloakporter.email.webhook.ses;

import io.github.keycloakporter.email.webhook.dialect.WebhookRejection;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses are SNS's own. A message names the address of the certificate that proves it, so the address itself has
 * to be beyond doubt.
 *
 * @param standIn where to ask in place of Amazon, for tests; addresses are judged all the same
 */
record SnsUrls(Optional<URI> standIn) {

    /**
     * A region of one of Amazon's partitions under that partition's domain, and not a label that somebody may buy or name:
     * {@code sns.s3.amazonaws.com} is a bucket called "sns". In this order: China, the European Sovereign Cloud, all others with
     * GovCloud.
     */
    private static final Pattern HOST = Pattern.compile("sns\\.(?:"
            + "cn(?:-[a-z]{2,12}){1,2}-\\d{1,2}\\.amazonaws\\.com\\.cn"
            + "|eusc(?:-[a-z]{2,12}){1,2}-\\d{1,2}\\.amazonaws\\.eu"
            + "|(?!cn)[a-z]{2}(?:-[a-z]{2,12}){1,2}-\\d{1,2}\\.amazonaws\\.com)");

    private static final int DEFAULT_PORT = -1;
    private static final int HTTPS_PORT = 443;

    /** Where to fetch a certificate. */
    URI certificate(String url) throws WebhookRejection {
        URI uri = pinned(url);
        if (uri.getRawPath() == null || !uri.getRawPath().endsWith(".pem") || uri.getRawQuery() != null) {
            throw new WebhookRejection(Reason.FORGED);
        }
        return origin(uri);
    }

    /** Where to confirm a subscription. */
    URI confirmation(String url) throws WebhookRejection {
        URI uri = pinned(url);
        String query = uri.getRawQuery();
        if (query == null || !("&" + query + "&").contains("&Action=ConfirmSubscription&")) {
            throw new WebhookRejection(Reason.FORGED);
        }
        return origin(uri);
    }

    private static URI pinned(String url) throws WebhookRejection {
        URI uri = parse(url);
        boolean ours = "https".equals(uri.getScheme())
                && uri.getHost() != null
                && HOST.matcher(uri.getHost()).matches()
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && (uri.getPort() == DEFAULT_PORT || uri.getPort() == HTTPS_PORT);
        if (!ours) {
            throw new WebhookRejection(Reason.FORGED);
        }
        return uri;
    }

    private static URI parse(String url) throws WebhookRejection {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new WebhookRejection(Reason.FORGED);
        }
    }

    private URI origin(URI uri) {
        return standIn.map(base -> {
                    String path = base.toString().replaceAll("/+$", "") + uri.getRawPath();
                    return URI.create(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
                })
                .orElse(uri);
    }
}
