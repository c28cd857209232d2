package io.github.keycloakporter.it.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.localstack.LocalStack;
import io.github.keycloakporter.localstack.RedisServer;
import io.github.keycloakporter.localstack.StackBuilder;
import io.github.keycloakporter.spi.mail.LittleDns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A running installation as the journeys see it: the local stack with the app of the journeys in each realm. */
public final class PorterStack implements AutoCloseable {

    /**
     * Limits that all journeys would share, for all of them come from this machine; and that of an admin, who sends more than
     * one mail in a journey. Journeys about them switch them on.
     */
    private static final List<String> EVERYBODY_HERE = List.of(
            "verify-email-ip",
            "verify-email-subnet",
            "code-try-ip",
            "code-try-subnet",
            "reset-password-ip",
            "reset-password-subnet",
            "register-ip",
            "register-subnet",
            "failed-link-ip",
            "user-mail-realm",
            "reminder-user");

    /** The journeys fill a form in no time. */
    private static final String FORM_SECONDS = "PORTER_REGISTRATION_MIN_SECONDS";

    /** They do not look at the clock; one that does switches the least time of an answer on. */
    private static final String ANSWER = "PORTER_REGISTRATION_ANSWER_MILLISECONDS";

    /** Journeys that are not about notices count their mails without them; {@link #withNotices()} switches them on. */
    private static final List<String> NOTICES = List.of(
            "password-changed",
            "password-reset",
            "password-set",
            "address-changed",
            "factor-added",
            "factor-removed",
            "recovery-codes",
            "locked-temporarily",
            "locked-permanently",
            "new-device",
            "account-disabled",
            "account-reenabled",
            "provider-linked",
            "provider-unlinked",
            "account-deleted");

    private final LocalStack parts;
    private final RangeApi breaches;
    private final LittleDns dns;
    private final AuthenticationDevice device;
    private final Path passwordLists;
    private final Admin admin;
    private final RealmFile realmFile;
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> files = new ConcurrentHashMap<>();

    private PorterStack(
            LocalStack parts, RangeApi breaches, LittleDns dns, AuthenticationDevice device, Path passwordLists) {
        this.parts = parts;
        this.breaches = breaches;
        this.dns = dns;
        this.device = device;
        this.passwordLists = passwordLists;
        this.admin = new Admin(parts::baseUrl);
        this.realmFile = new RealmFile(
                root().resolve("realm-config/porter-realm.json"),
                Map.of(
                        "PORTER_SMTP_HOST",
                        "127.0.0.1",
                        "PORTER_SMTP_PORT",
                        Integer.toString(parts.inbox().smtpPort()),
                        FORM_SECONDS,
                        "0",
                        ANSWER,
                        "0"));
    }

    /** One node, or several behind a load balancer. Redis keeps what it stored over a restart. */
    static PorterStack start(int nodes) {
        return start(nodes, plan -> {});
    }

    /** With other parts or options than the journeys share. */
    public static PorterStack start(int nodes, Consumer<StackBuilder> change) {
        StackBuilder plan = LocalStack.builder()
                .nodes(nodes)
                .redis(RedisServer.Builder::appendOnly)
                .option("log-level", "INFO,io.github.keycloakporter:debug")
                .env("PORTER_MAIL_POSTAL_ADDRESS", "Porter Ltd, 1 Gate Lane, 12345 Example Town")
                .env("PORTER_MAIL_SUPPORT", "help@example.org")
                .env(FORM_SECONDS, "0")
                .env(ANSWER, "0")
                // what waits for a mail server comes back within the patience of a test
                .option("spi-email-outbox--jpa--retry-first", "500ms")
                .option("spi-email-outbox--jpa--circuit-open", "1s")
                .demoApp();
        EVERYBODY_HERE.forEach(limit -> plan.option("spi-rate-limiter--redis--" + limit, "off"));
        RangeApi breaches = new RangeApi();
        LittleDns dns = nameServer();
        AuthenticationDevice device = new AuthenticationDevice();
        Path passwordLists = temporaryFolder();
        plan.option("spi-password-policy--porter-breached--url", breaches.url().toString())
                .option("spi-password-policy--porter-common--directory", passwordLists.toString());
        plan.option("spi-form-action--porter-registration-guard--name-servers", dns.url())
                .option("spi-config-check--sender--name-servers", dns.url());
        plan.option(
                "spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri",
                device.url().toString());
        NOTICES.forEach(type -> plan.option("spi-events-listener--porter-notices--" + type, "off"));
        plan.option("spi-events-listener--porter-notices--fold-interval", "1s");
        plan.provider(JourneyJar.pack(temporaryFolder().resolve("journey-extension.jar")));
        change.accept(plan);
        PorterStack stack = new PorterStack(plan.start(), breaches, dns, device, passwordLists);
        stack.addApp(LocalStack.REALM);
        return stack;
    }

    /** The directory of the whole project. */
    public static Path root() {
        return Path.of(System.getProperty("porter.root", "..")).toAbsolutePath().normalize();
    }

    public LocalStack parts() {
        return parts;
    }

    /** Where realms with {@code porter-breached(online)} ask. */
    public RangeApi breaches() {
        return breaches;
    }

    /** Where realms with {@code mx-lookup} ask. */
    public LittleDns dns() {
        return dns;
    }

    /** Where CIBA asks people to approve a login. */
    public AuthenticationDevice device() {
        return device;
    }

    /** The folder with the operator's password lists. */
    public Path passwordLists() {
        return passwordLists;
    }

    /** The realm as it is shipped, imported when the server started. */
    public Realm shipped() {
        return realms.computeIfAbsent(LocalStack.REALM, this::view);
    }

    /**
     * The shipped realm under another name with this change; made when it is first asked for.
     *
     * @throws IllegalStateException where another journey has a realm of that name, and another change
     */
    public Realm realm(String name, Consumer<ObjectNode> change) {
        ObjectNode file = realmFile.named(name, change);
        Realm realm = realms.computeIfAbsent(name, absent -> {
            files.put(name, file);
            Admin.require(admin.post("", file), "creating realm " + name);
            addApp(name);
            return view(name);
        });
        if (!file.equals(files.get(name))) {
            throw new IllegalStateException("Another journey has a realm '" + name + "': choose another name");
        }
        return realm;
    }

    /** The shipped realm with hardly a cooldown between two mails, for journeys that need a second one. */
    public Realm hasty() {
        return realm("hasty", realm -> requiredAction(realm, "VERIFY_EMAIL")
                .withObject("/config")
                .put("emailResendCooldownSeconds", "2"));
    }

    /** The parents that a realm's login theme may have. */
    public static List<String> themeParents() {
        return JourneyJar.PARENTS;
    }

    /** A change of the realm: a login theme of its own with this parent. */
    public static Consumer<ObjectNode> themeOn(String parent) {
        return realm -> realm.put("loginTheme", JourneyJar.theme(parent));
    }

    /** A change of the realm: another limit, such as {@code reset-password.ip} of {@code 5/1h}. */
    public static Consumer<ObjectNode> limit(String name, String rates) {
        return realm -> realm.withObject("/attributes").put("porter.limit." + name, rates);
    }

    /** A change of the realm: owners are told of everything but a new device. */
    public static Consumer<ObjectNode> withNotices() {
        return realm ->
                NOTICES.stream().filter(type -> !type.equals("new-device")).forEach(type -> notice(realm, type, "on"));
    }

    /** A switch of a realm file, such as {@code porter.notice.ip}. */
    public static void notice(ObjectNode realm, String name, String value) {
        realm.withObject("/attributes").put("porter.notice." + name, value);
    }

    /** The settings of a required action in a realm file. */
    public static ObjectNode requiredAction(ObjectNode realm, String alias) {
        for (var action : realm.withArray("requiredActions")) {
            if (action.get("alias").asText().equals(alias)) {
                return (ObjectNode) action;
            }
        }
        throw new IllegalArgumentException("The realm has no required action " + alias);
    }

    @Override
    public void close() {
        parts.close();
        breaches.close();
        dns.close();
        device.close();
    }

    private static LittleDns nameServer() {
        try {
            return new LittleDns();
        } catch (IOException e) {
            throw new UncheckedIOException("No name server", e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("porter-journeys");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder", e);
        }
    }

    private Realm view(String name) {
        return new Realm(name, parts.baseUrl(), admin, parts.inbox().store());
    }

    private void addApp(String realm) {
        App.addTo(realm, admin);
    }
}
