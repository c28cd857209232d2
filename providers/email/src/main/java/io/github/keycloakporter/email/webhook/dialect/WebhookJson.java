package io.github.keycloakporter.email.webhook.dialect;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keycloakporter.email.webhook.dialect.WebhookRejection.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the JSON of mail providers and no more of it than is expected. */
public final class WebhookJson {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** What ids and words of providers are made of; columns of the ledger hold no more. */
    private static final Pattern WORD = Pattern.compile("[ -~]{1,255}");

    private WebhookJson() {}

    /** @throws WebhookRejection as malformed, without the cause: a parser's message quotes the body */
    public static JsonNode read(byte[] json) throws WebhookRejection {
        try {
            JsonNode node = READER.readValue(json);
            if (node != null && node.isContainerNode()) {
                return node;
            }
        } catch (IOException e) {
            throw new WebhookRejection(Reason.MALFORMED);
        }
        throw new WebhookRejection(Reason.MALFORMED);
    }

    /** A short text of visible ASCII; empty for everything else. */
    public static Optional<String> word(JsonNode node, String name) {
        return word(node.path(name));
    }

    /** The same for the value itself. */
    public static Optional<String> word(JsonNode value) {
        return value.isTextual() || value.isNumber() ? word(value.asText()) : Optional.empty();
    }

    /** The same for a text already read. */
    public static Optional<String> word(String text) {
        return Optional.of(text.trim()).filter(word -> WORD.matcher(word).matches());
    }

    /** A text of any length; empty where there is none. */
    public static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }
}
