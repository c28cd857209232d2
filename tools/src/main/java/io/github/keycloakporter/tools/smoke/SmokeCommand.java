package io.github.keycloakporter.tools.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.AdminLogin;
import io.github.keycloakporter.tools.server.ConnectionOptions;
import io.github.keycloakporter.tools.server.Secrets;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/smoke}. */
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        description = {
            "Walks a user's whole journey against a deployed environment: register, read the email, prove the address"
                    + " by code and by link, set a password, log in and out, forget the password. Two accounts are made,"
                    + " and removed again where the credentials of an administrator are given."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  PORTER_SMOKE_MAILBOX_PASSWORD   password of an IMAP mailbox",
            "  PORTER_ADMIN_CLIENT_ID, PORTER_ADMIN_CLIENT_SECRET, or PORTER_ADMIN_USER, PORTER_ADMIN_PASSWORD;",
            "  PORTER_ADMIN_REALM (master)     who removes the two accounts; needs manage-users in the realm",
            "  Each may be a file named by the same variable with _FILE at its end.",
            "",
            "Exit codes: 0 passed, 1 the journey failed, 2 it could not be tried."
        })
public final class SmokeCommand implements Callable<Integer> {

    private static final String ACCOUNT_CONSOLE = "account-console";
    private static final String ID = "{id}";

    @Parameters(
            paramLabel = "URL",
            description = "Base URL of Keycloak, such as https://id.example.org, as users reach it.")
    private URI server;

    @Option(names = "--realm", defaultValue = "porter", description = "The realm. Default: ${DEFAULT-VALUE}.")
    private String realm;

    @Option(
            names = "--mailbox",
            required = true,
            paramLabel = "URL",
            description =
                    "Where the email arrives: imaps://user@host/INBOX, imap://… (STARTTLS), or the http address of an"
                            + " inbox that answers ?to=address with a JSON list, such as"
                            + " http://localhost:8025/api/messages.")
    private URI mailboxUrl;

    @Option(
            names = "--address",
            required = true,
            paramLabel = "PATTERN",
            description =
                    "Addresses of the accounts; {id} becomes something new in each, such as smoke+{id}@example.org.")
    private String addressPattern;

    @Option(
            names = "--client",
            defaultValue = ACCOUNT_CONSOLE,
            description = "A public client that people log in to. Default: ${DEFAULT-VALUE}.")
    private String client;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URL",
            description = "A redirect URI of that client; it is never opened. Default: the account console's.")
    private URI redirectUri;

    @Option(
            names = "--email-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long an email may take. Default: ${DEFAULT-VALUE}.")
    private int emailTimeoutSeconds;

    @Option(
            names = "--form-time",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description =
                    "How long the registration form is filled in; the sign-up guard refuses robots that are faster."
                            + " Default: ${DEFAULT-VALUE}.")
    private int formSeconds;

    @Option(names = "--json", description = "Print the report as JSON; the progress goes to the standard error.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public SmokeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        requireSense();
        Optional<AdminLogin> admin = AdminLogin.from(environment);
        String realmUrl = withoutSlash(server) + "/realms/" + AdminApi.segment(realm);
        SSLContext tls = connection.sslContext();
        Duration timeout = connection.requestTimeout();
        URI nowhere = URI.create("http://app.invalid/");
        App app = App.of(new Browser(tls, timeout, nowhere), realmUrl, client, redirectUri);
        Supplier<Browser> browsers = () -> new Browser(tls, timeout, app.redirect());
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(realmUrl, json ? spec.commandLine().getErr() : out);
        List<String> addresses = List.of(address(), address());
        try (Mailbox mailbox = mailbox(tls, timeout);
                AdminApi api = admin.map(login -> AdminApi.connect(server, login, connection))
                        .orElse(null)) {
            try {
                new Journey(
                                app,
                                browsers,
                                mailbox,
                                report,
                                Duration.ofSeconds(emailTimeoutSeconds),
                                Duration.ofSeconds(formSeconds))
                        .run(addresses.get(0), addresses.get(1));
            } catch (JourneyFailure e) {
                // the report has it
            }
            cleanUp(report, mailbox, api, addresses);
        }
        out.println(json ? report.json() : report.text());
        out.flush();
        return report.passed() ? 0 : 1;
    }

    private void cleanUp(Report report, Mailbox mailbox, AdminApi api, List<String> addresses) {
        try {
            report.step("clean up", () -> {
                for (String address : addresses) {
                    if (api == null) {
                        report.leftover("the account " + address + " (no credentials of an administrator were given)");
                    } else {
                        remove(api, address);
                    }
                    if (!mailbox.letters(address).isEmpty() && !mailbox.remove(address)) {
                        report.leftover("the email to " + address + " in the inbox");
                    }
                }
            });
        } catch (JourneyFailure e) {
            addresses.forEach(address -> report.leftover("perhaps the account " + address));
        }
    }

    private void remove(AdminApi api, String address) {
        String users = "/" + AdminApi.segment(realm) + "/users";
        for (JsonNode user : api.get(users + AdminApi.query(Map.of("email", address, "exact", "true")))) {
            api.delete(users + "/" + user.path("id").asText());
        }
    }

    private Mailbox mailbox(SSLContext tls, Duration timeout) {
        String scheme = mailboxUrl.getScheme();
        return switch (scheme == null ? "" : scheme) {
            case "http", "https" ->
                new InboxApi(new Browser(tls, timeout, URI.create("http://app.invalid/")), mailboxUrl);
            case "imap", "imaps" ->
                ImapMailbox.open(
                        mailboxUrl,
                        new Secrets(environment)
                                .get("PORTER_SMOKE_MAILBOX_PASSWORD")
                                .orElseThrow(() -> new ToolException(
                                        "Set PORTER_SMOKE_MAILBOX_PASSWORD: --mailbox is an IMAP mailbox")),
                        tls,
                        connection.insecure(),
                        timeout);
            default ->
                throw new ToolException(
                        "--mailbox must begin with imaps://, imap://, https:// or http://, not '" + mailboxUrl + "'");
        };
    }

    private void requireSense() {
        if (!List.of("http", "https").contains(String.valueOf(server.getScheme())) || server.getHost() == null) {
            throw new ToolException("The URL must look like https://id.example.org, not '" + server + "'");
        }
        if (!addressPattern.contains(ID) || !addressPattern.contains("@")) {
            throw new ToolException(
                    "--address must be an address with {id} in it, such as smoke+{id}@example.org, not '"
                            + addressPattern + "'");
        }
        if (!client.equals(ACCOUNT_CONSOLE) && redirectUri == null) {
            throw new ToolException("--client " + client + " needs a --redirect-uri of that client");
        }
        if (emailTimeoutSeconds < 1 || formSeconds < 0) {
            throw new ToolException("--email-timeout must be 1 or more and --form-time 0 or more");
        }
    }

    private String address() {
        byte[] id = new byte[6];
        new SecureRandom().nextBytes(id);
        return addressPattern.replace(ID, HexFormat.of().formatHex(id));
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
