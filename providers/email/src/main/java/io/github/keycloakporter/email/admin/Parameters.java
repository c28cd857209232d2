package io.github.keycloakporter.email.admin;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** Reads query parameters. A bad one ends the request with status 400 and names the parameter and what it may be. */
final class Parameters {

    private static final int DATE_LENGTH = "2026-01-31".length();

    private Parameters() {}

    /** The value of that tag, in upper or lower case and with dashes or underscores; empty where none is given. */
    static <E extends Enum<E>> Optional<E> oneOf(String name, String text, E[] values, Function<E, String> tag) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String wanted = text.strip().replace('_', '-');
        Optional<E> found = Arrays.stream(values)
                .filter(value -> tag.apply(value).replace('_', '-').equalsIgnoreCase(wanted))
                .findFirst();
        if (found.isEmpty()) {
            throw bad(name, "one of " + Arrays.stream(values).map(tag).collect(Collectors.joining(", ")));
        }
        return found;
    }

    static int number(String name, String text, int otherwise, int least, int most) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, range(least, most));
        }
        throw bad(name, range(least, most));
    }

    /** A moment: milliseconds since 1970, an ISO 8601 instant, or a date, which begins at midnight UTC. */
    static Optional<Instant> moment(String name, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String moment = text.strip();
        try {
            if (moment.matches("\\d{1,15}")) {
                return Optional.of(Instant.ofEpochMilli(Long.parseLong(moment)));
            }
            return Optional.of(
                    moment.length() == DATE_LENGTH
                            ? LocalDate.parse(moment)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(moment));
        } catch (DateTimeParseException e) {
            throw bad(
                    name, "milliseconds since 1970, a date such as 2026-01-31 or a time such as 2026-01-31T08:00:00Z");
        }
    }

    private static String range(int least, int most) {
        return "a whole number from " + least + " to " + most;
    }

    /** The request is refused, because that parameter is not what it must be. */
    static ErrorResponseException bad(String name, String allowed) {
        ErrorRepresentation error = new ErrorRepresentation(name, name + " must be " + allowed, null);
        return ErrorResponse.errors(List.of(error), Response.Status.BAD_REQUEST);
    }
}
