package io.github.keycloakporter.it.harness;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.localstack.MailStore;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One realm of the running server: its people, its app, what its administrator sees and does. */
public final class Realm {

    /** Fits the realm's password policy. */
    public static final String PASSWORD = "Correct-Horse-7!";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final String name;
    private final URI server;
    private final Admin admin;
    private final MailStore mails;

    /**
     * @param server without a trailing slash
     * @param mails where the mails to its people arrive
     */
    public Realm(String name, URI server, Admin admin, MailStore mails) {
        this.name = name;
        this.server = server;
        this.admin = admin;
        this.mails = mails;
    }

    public String name() {
        return name;
    }

    public URI url() {
        return URI.create(server + "/realms/" + name);
    }

    public App app() {
        return new App(url());
    }

    public Admin admin() {
        return admin;
    }

    /** An address that nobody had before. */
    public String freshAddress(String who) {
        return who + "." + PEOPLE.incrementAndGet() + "@example.org";
    }

    public Mailbox mailbox(String address) {
        return new Mailbox(mails, address);
    }

    /** Somebody with a browser, an address of their own and no account. */
    public Person newcomer(String who) {
        return new Person(this, freshAddress(who));
    }

    /** A person at a browser of their own, who reads this address: the same one on the phone, or a stranger. */
    public Person somebody(String address) {
        return new Person(this, address);
    }

    /** Somebody with an account and {@link #PASSWORD}, as an administrator made it. */
    public Person member(String who, boolean verified) {
        Person person = newcomer(who);
        createUser(person.address(), verified);
        return person;
    }

    /** As {@link #member(String, boolean)}, where the realm's policy or the journey asks for another password. */
    public Person member(String who, boolean verified, String password) {
        Person person = newcomer(who);
        createUser(person.address(), verified, password);
        return person;
    }

    public String createUser(String address, boolean verified) {
        return createUser(address, verified, PASSWORD);
    }

    private String createUser(String address, boolean verified, String password) {
        Map<String, Object> user = new LinkedHashMap<>(Map.of(
                "username",
                address,
                "enabled",
                true,
                "emailVerified",
                verified,
                "firstName",
                "Ada",
                "lastName",
                "Byron",
                "credentials",
                List.of(Map.of("type", "password", "value", password, "temporary", false))));
        if (address.contains("@")) {
            user.put("email", address);
        }
        Admin.require(admin.post("/" + name + "/users", user), "creating " + address);
        return user(address).get("id").asText();
    }

    /** The account of that name; an error if there is none. */
    public JsonNode user(String username) {
        JsonNode users = admin.read(
                "/" + name + "/users?exact=true&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8));
        if (users.size() != 1) {
            throw new AssertionError("One account named " + username + " was expected, not " + users);
        }
        return admin.read("/" + name + "/users/" + users.get(0).get("id").asText());
    }

    /** The Admin REST API for somebody of this realm with these roles of realm-management. */
    public Admin administrator(String... roles) {
        Person person = member("admin", true);
        String client = admin.read("/" + name + "/clients?clientId=realm-management")
                .get(0)
                .get("id")
                .asText();
        String mappings =
                "/" + name + "/users/" + user(person.address()).get("id").asText() + "/role-mappings/clients/" + client;
        for (String role : roles) {
            JsonNode found = admin.read("/" + name + "/clients/" + client + "/roles/" + role);
            Map<String, String> mapping = Map.of(
                    "id", found.get("id").asText(), "name", found.get("name").asText());
            Admin.require(admin.post(mappings, List.of(mapping)), "granting " + role);
        }
        return admin.as(Admin.require(app().directGrant(person.address(), PASSWORD), "log-in")
                .json()
                .get("access_token")
                .asText());
    }

    public boolean isVerified(String username) {
        return user(username).get("emailVerified").asBoolean();
    }

    /** Writes the account anew with these fields changed. */
    public void change(String username, Map<String, ?> fields) {
        JsonNode user = user(username);
        fields.forEach((field, value) -> ((com.fasterxml.jackson.databind.node.ObjectNode) user).putPOJO(field, value));
        Admin.require(put(username, "", user), "changing " + username);
    }

    /** A PUT below the account's own address in the Admin REST API. */
    public Rest.Answer put(String username, String path, Object body) {
        return admin.put("/" + name + "/users/" + user(username).get("id").asText() + path, body);
    }

    public void setPassword(String username, String password) {
        Admin.require(
                put(username, "/reset-password", Map.of("type", "password", "value", password, "temporary", false)),
                "setting a password");
    }

    /**
     * Logs in with wrong passwords until Keycloak has counted so many, as many as lock the account. It counts beside the
     * requests, and refuses without counting what comes meanwhile.
     */
    public void lock(String username, int wrongPasswords) {
        String attack = "/" + name + "/attack-detection/brute-force/users/"
                + user(username).get("id").asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            app().directGrant(username, "wrong");
            return admin.read(attack).get("numFailures").asInt() >= wrongPasswords;
        });
    }

    /** The events of a user, newest first, as {@code TYPE} or {@code TYPE error}. */
    public List<String> events(String username) {
        List<String> events = new ArrayList<>();
        admin.read("/" + name + "/events?max=100&user="
                        + user(username).get("id").asText())
                .forEach(event -> events.add(event.get("type").asText()
                        + (event.hasNonNull("error") ? " " + event.get("error").asText() : "")));
        return events;
    }
}
