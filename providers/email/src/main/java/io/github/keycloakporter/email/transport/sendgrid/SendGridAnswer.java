package io.github.keycloakporter.email.transport.sendgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.email.fault.DeliveryFailure;
import io.github.keycloakporter.email.fault.FaultClassifier;
import io.github.keycloakporter.email.fault.FaultPolicy;
import io.github.keycloakporter.spi.mail.Fault;
import io.github.keycloakporter.spi.mail.Fault.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * SendGrid's answer to a call.
 *
 * @param headers by name in any case
 */
record SendGridAnswer(int status, TreeMap<String, String> headers, String body) {

    /** A rate limit that would last longer is not believed. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern PLACE = Pattern.compile("personalizations\\.(\\d{1,4})(?:\\..*)?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,100}");
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

    /** Whether the call was too long for SendGrid or for a proxy on the way: half of it may pass. */
    boolean tooLong() {
        return status == 413;
    }

    /** Whose fault it is: of all that it has against the call, what is no fault of a mail in it comes first. */
    Fault fault() {
        List<Fault> faults = fields().map(this::fault).toList();
        return faults.stream()
                .filter(FaultPolicy::ours)
                .findFirst()
                .or(() -> faults.stream()
                        .filter(fault -> fault.party() == Party.MAILBOX)
                        .findFirst())
                .orElseGet(() -> faults.isEmpty() ? foreign() : faults.get(0));
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

    /** Which mails of the call it names, by their place, and whose fault that is. */
    Map<Integer, Fault> named() {
        Map<Integer, Fault> named = new TreeMap<>();
        fields().forEach(field -> {
            Matcher place = PLACE.matcher(field);
            if (place.matches()) {
                named.merge(
                        Integer.valueOf(place.group(1)),
                        fault(field),
                        (one, other) -> one.party() == Party.MAILBOX ? one : other);
            }
        });
        return named;
    }

    private Fault fault(String field) {
        return fault(DeliveryFailure.api(status, "sendgrid " + field));
    }

    /** SendGrid says what it has against a call; whoever does not is a proxy in its place. */
    private Fault foreign() {
        return fault(DeliveryFailure.api(status, "foreign"));
    }

    private static Fault fault(DeliveryFailure refusal) {
        return FaultClassifier.fault(refusal);
    }

    /** One for each error, empty where it names none. */
    private Stream<String> fields() {
        return StreamSupport.stream(errors().spliterator(), false)
                .map(error -> error.path("field").asText())
                .map(field -> NAME.matcher(field).matches() ? field : "");
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
