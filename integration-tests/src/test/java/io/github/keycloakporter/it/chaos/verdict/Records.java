package io.github.keycloakporter.it.chaos.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.it.chaos.people.Diary;
import io.github.keycloakporter.it.harness.Realm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server says at the end, by its Admin REST API.
 *
 * @param rows the ledger, oldest first
 * @param suppressions for which mail an address was suppressed, and why
 * @param proofs how often each account proved its address
 * @param unprovenWithSession accounts with a session and without a proven address
 */
public record Records(
        List<Row> rows, List<Suppressed> suppressions, Map<String, Integer> proofs, Set<String> unprovenWithSession) {

    private static final int PAGE = 1_000;
    private static final Set<String> OPEN = Set.of("queued", "sending");
    private static final Set<String> ACCEPTED = Set.of("sent", "deferred", "delivered", "complained");

    /** A mail in the ledger. */
    public record Row(
            String id,
            String kind,
            String status,
            String address,
            int attempts,
            String error,
            Instant created,
            Instant updated) {

        public boolean isOpen() {
            return OPEN.contains(status);
        }

        /** Whether the ledger says that a provider took it, whatever happened afterwards. */
        public boolean saysAccepted() {
            return ACCEPTED.contains(status);
        }

        /** Whether the ledger says that no provider took it. */
        public boolean saysNotAccepted() {
            return status.equals("failed") || status.equals("expired") || status.equals("suppressed");
        }

        @Override
        public String toString() {
            return kind + " " + id + " to " + address + ": " + status + ", " + attempts + " attempts, " + error
                    + ", created " + created + ", updated " + updated;
        }
    }

    public record Suppressed(String address, String reason) {}

    public static Records read(Realm realm) {
        Map<String, String> addresses = new HashMap<>();
        Set<String> unproven = new HashSet<>();
        for (JsonNode user : all(realm, "/users?briefRepresentation=true")) {
            addresses.put(user.get("id").asText(), user.get("username").asText());
            if (!user.get("emailVerified").asBoolean()) {
                unproven.add(user.get("username").asText());
            }
        }
        List<Row> rows = new ArrayList<>();
        Map<String, Row> byId = new HashMap<>();
        for (JsonNode mail : all(realm, "/mails?x=")) {
            String address = addresses.getOrDefault(
                    mail.path("userId").asText(), mail.get("recipient").asText());
            Row row = new Row(
                    mail.get("id").asText(),
                    mail.get("kind").asText(),
                    mail.get("status").asText(),
                    address,
                    mail.get("attempts").asInt(),
                    mail.path("error").asText("no error"),
                    Instant.ofEpochMilli(mail.get("createdAt").asLong()),
                    Instant.ofEpochMilli(mail.get("updatedAt").asLong()));
            rows.add(0, row);
            byId.put(row.id(), row);
        }
        List<Suppressed> suppressions = new ArrayList<>();
        for (JsonNode entry : all(realm, "/mails/suppressions?x=")) {
            Row row = byId.get(entry.path("mailId").asText());
            suppressions.add(new Suppressed(
                    row == null ? "an unknown address" : row.address(),
                    entry.get("reason").asText()));
        }
        Map<String, Integer> proofs = new HashMap<>();
        for (JsonNode event : all(realm, "/events?type=VERIFY_EMAIL")) {
            proofs.merge(addresses.getOrDefault(event.path("userId").asText(), "?"), 1, Integer::sum);
        }
        return new Records(rows, suppressions, proofs, sessions(realm, unproven));
    }

    /** A mail of the same kind to the same address that was asked for later. */
    Optional<Row> newer(Row row) {
        return rows.stream()
                .filter(other -> other.address().equals(row.address())
                        && other.kind().equals(row.kind())
                        && other.created().isAfter(row.created()))
                .findFirst();
    }

    /** Whether a mail was not worth sending any more when the ledger says that it was given up. */
    boolean isPointless(Row row, Diary diary) {
        return diary.claimedBetween(row.address(), row.created(), row.updated())
                || newer(row).isPresent();
    }

    /** How many mails wait or are under way. */
    public static int open(Realm realm) {
        return OPEN.stream()
                .mapToInt(status -> realm.admin()
                        .read("/" + realm.name() + "/mails?max=" + PAGE + "&status=" + status)
                        .size())
                .sum();
    }

    private static Set<String> sessions(Realm realm, Set<String> unproven) {
        String app = realm.admin()
                .read("/" + realm.name() + "/clients?clientId=journey-app")
                .get(0)
                .get("id")
                .asText();
        Set<String> found = new HashSet<>();
        for (JsonNode session : all(realm, "/clients/" + app + "/user-sessions?x=")) {
            if (unproven.contains(session.get("username").asText())) {
                found.add(session.get("username").asText());
            }
        }
        return found;
    }

    private static List<JsonNode> all(Realm realm, String path) {
        List<JsonNode> all = new ArrayList<>();
        for (int first = 0; ; first += PAGE) {
            JsonNode page = realm.admin().read("/" + realm.name() + path + "&first=" + first + "&max=" + PAGE);
            page.forEach(all::add);
            if (page.size() < PAGE) {
                return all;
            }
        }
    }
}
