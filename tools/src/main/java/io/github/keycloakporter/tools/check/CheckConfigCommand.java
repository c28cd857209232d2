package io.github.keycloakporter.tools.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakporter.spi.check.ConfigChecks;
import io.github.keycloakporter.spi.check.Finding;
import io.github.keycloakporter.spi.check.Settings;
import io.github.keycloakporter.spi.check.Severity;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.AdminLogin;
import io.github.keycloakporter.tools.server.ConnectionOptions;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/check-config}. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for unsafe and incomplete configuration. With a URL it asks a running server; without one it reads what a"
                    + " server would start with: keycloak.conf, the environment (KC_…), and realm files.",
            "docs/operations/check-config.md has every rule."
        },
        footerHeading = "%nEnvironment, for a running server:%n",
        footer = {
            "  PORTER_ADMIN_CLIENT_ID, PORTER_ADMIN_CLIENT_SECRET, or PORTER_ADMIN_USER, PORTER_ADMIN_PASSWORD;",
            "  PORTER_ADMIN_REALM (master)     an administrator with view-realm",
            "  Each may be a file named by the same variable with _FILE at its end.",
            "",
            "Exit codes: 0 nothing found, 1 found something, 2 it could not be checked."
        })
public final class CheckConfigCommand implements Callable<Integer> {

    private static final int FOUND = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "Base URL of a running Keycloak, such as https://id.example.org.")
    private URI server;

    @Option(
            names = "--realm",
            paramLabel = "REALM",
            description =
                    "A realm of the running server; may be repeated. Default: all that the administrator sees. The"
                            + " server's own options are checked with the realm master.")
    private List<String> realms = List.of();

    @Option(names = "--conf", paramLabel = "FILE", description = "The server's keycloak.conf, without a URL.")
    private Path conf;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "An option as given to kc.sh, without its dashes, without a URL; may be repeated.")
    private Map<String, String> options = Map.of();

    @Option(
            names = "--realm-file",
            paramLabel = "FILE",
            description =
                    "A realm file, without a URL; may be repeated. Its placeholders are filled from the environment.")
    private List<Path> realmFiles = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "What makes the exit code 1: error or warning. Default: ${DEFAULT-VALUE}.")
    private Severity failOn;

    @Mixin
    private ConnectionOptions connection;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public CheckConfigCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        boolean files = conf != null || !options.isEmpty() || !realmFiles.isEmpty();
        boolean variables = environment.keySet().stream().anyMatch(name -> name.startsWith(ServerFiles.VARIABLE));
        if (server != null && files) {
            throw new ToolException(
                    "Give a URL or files, not both: --conf, --option and --realm-file are for a server that"
                            + " does not run yet");
        }
        if (server == null && !files) {
            throw new ToolException(
                    "Give the URL of a running server, or --conf, --option or --realm-file; --help says more");
        }
        if (server == null && !realms.isEmpty()) {
            throw new ToolException("--realm needs the URL of a running server; a file is named by --realm-file");
        }
        CheckReport report =
                new CheckReport((server == null ? inFiles(conf != null || !options.isEmpty() || variables) : atServer())
                        .stream().distinct().sorted(Finding.ORDER).toList());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            report.printJson(out);
        } else {
            report.print(out);
        }
        return report.has(failOn) ? FOUND : 0;
    }

    private List<Finding> inFiles(boolean ofServer) {
        ServerFiles files = new ServerFiles(environment);
        Settings settings = files.settings(conf, options);
        ConfigChecks checks = ConfigChecks.onClassPath();
        List<Finding> findings = new ArrayList<>();
        if (ofServer) {
            findings.addAll(checks.server(settings));
        }
        realmFiles.forEach(file -> findings.addAll(checks.realm(files.realm(file), settings)));
        return findings;
    }

    private List<Finding> atServer() {
        List<Finding> findings = new ArrayList<>();
        try (AdminApi api = AdminApi.connect(server, AdminLogin.require(environment), connection)) {
            List<String> names = new ArrayList<>(realms);
            if (names.isEmpty()) {
                api.get("?briefRepresentation=true")
                        .forEach(realm -> names.add(realm.path("realm").asText()));
            }
            for (String name : names) {
                JsonNode answer = api.find("/" + AdminApi.segment(name) + "/porter-config")
                        .orElseThrow(() -> new ToolException(
                                "There is no realm " + name + " at " + server + ", or the server runs without Porter"));
                answer.forEach(finding -> findings.add(new ObjectMapper().convertValue(finding, Finding.class)));
            }
        }
        return findings;
    }
}
