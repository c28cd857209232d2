package io.github.keycloakporter.email.transport.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.spi.mail.DeliveryResult.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SendGrid's answer to a call.
 *
 * @param headers by name in any case
 */
record SendGridAnswer(int status, TreeMap<String, String> headers, String body) {

    /** A rate limit that would last longer is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Wrong key, wrong account, wrong URL: the operator mends it and the mail goes out after all. */
    private static final Set<Integer> OPERATORS = Set.of(401, 403, 404, 405, 407);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern FIELD = Pattern.compile("personalizations\\.(\\d{1,4})(\\.to)?(\\..*)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    static SendGridAnswer of(int status, Map<String, String> headers, String body) {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new SendGridAnswer(status, anyCase, body == null ? "" : body);
    }

    /** 202, or 200 in sandbox mode. */
    boolean accepted() {
        return status == 200 || status == 202;
    }

    /** Whether the call, and not the mails in it, was wrong. */
    boolean later() {
        return status == 408 || status == 429 || status < 400 || status >= 500 || OPERATORS.contains(status);
    }

    String code() {
        return "sendgrid " + status;
    }

    Optional<String> messageId() {
        return Optional.ofNullable(headers.get("X-Message-Id"))
                .map(String::trim)
                .filter(id -> ID.matcher(id).matches());
    }

    /** How long to wait: Retry-After in seconds, or X-RateLimit-Reset in seconds since 1970. */
    Optional<Duration> retryAfter(Instant now) {
        return number("Retry-After")
                .map(Duration::ofSeconds)
                .or(() -> status == 429
                        ? number("X-RateLimit-Reset").map(at -> Duration.between(now, Instant.ofEpochSecond(at)))
                        : Optional.empty())
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    /** Which mails of the call it names, by their place, and what it has against them. */
    Map<Integer, Reason> named() {
        Map<Integer, Reason> named = new TreeMap<>();
        for (JsonNode error : errors()) {
            Matcher field = FIELD.matcher(error.path("field").asText());
            if (field.matches()) {
                Reason reason = field.group(2) == null ? Reason.MESSAGE : Reason.RECIPIENT;
                named.merge(
                        Integer.valueOf(field.group(1)), reason, (one, other) -> one == Reason.RECIPIENT ? one : other);
            }
        }
        return named;
    }

    private JsonNode errors() {
        try {
            return JSON.readTree(body).path("errors");
        } catch (JsonProcessingException e) {
            return JSON.createArrayNode();
        }
    }

    private Optional<Long> number(String header) {
        return Optional.ofNullable(headers.get(header))
                .map(String::trim)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(Long::valueOf);
    }
}
