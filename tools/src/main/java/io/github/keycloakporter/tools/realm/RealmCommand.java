package io.github.keycloakporter.tools.realm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakporter.tools.server.AdminApi;
import io.github.keycloakporter.tools.server.AdminLogin;
import io.github.keycloakporter.tools.server.ConnectionOptions;
import io.github.keycloakporter.tools.server.ToolException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/realm}. */
@Command(
        name = "realm",
        mixinStandardHelpOptions = true,
        description = "The realm as code: shows what a realm file would change on a running realm, and changes it.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  PORTER_ADMIN_CLIENT_ID, PORTER_ADMIN_CLIENT_SECRET, or PORTER_ADMIN_USER, PORTER_ADMIN_PASSWORD;",
            "  PORTER_ADMIN_REALM (master)     who reads and changes the realm",
            "  Each may be a file named by the same variable with _FILE at its end.",
            "  PORTER_…                        values of the file's placeholders; they win over the environment file"
        })
public final class RealmCommand {

    private static final int DIFFERS = 1;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public RealmCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What all subcommands take. */
    static final class Target {

        @Parameters(paramLabel = "URL", description = "Base URL of Keycloak, such as https://id.example.org.")
        private URI server;

        @Option(
                names = "--environment",
                paramLabel = "NAME",
                description =
                        "Values for the placeholders: the file environments/NAME.env beside the realm file; and what"
                                + " differs besides, if there is a file environments/NAME.json.")
        private String name;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                defaultValue = "realm-config/porter-realm.json",
                description = "The realm file. Default: ${DEFAULT-VALUE}.")
        private Path file;

        @Option(
                names = "--realm",
                paramLabel = "NAME",
                description = "The realm to work on, if it has another name than the one in the file.")
        private String realm;

        @Option(names = "--json", description = "Print the changes as JSON.")
        private boolean json;

        @Option(
                names = "--prune",
                description = "Remove what an earlier apply created and the file no longer has. Never users or keys.")
        private boolean prune;

        @Mixin
        private ConnectionOptions connection;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Shows what apply would change. Exit codes: 0 done, 2 it could not be told.")
    int plan(@Mixin Target target) {
        work(target, false, false);
        return 0;
    }

    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description = "As plan, for a schedule. Exit codes: 0 no difference, 1 the realm differs, 2 it could not be"
                    + " told.")
    int drift(@Mixin Target target) {
        return work(target, false, false).isEmpty() ? 0 : DIFFERS;
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description =
                    "Changes the realm, then compares again. Exit codes: 0 the realm is as the file says, 1 it still"
                            + " differs, 2 an error.")
    int apply(
            @Mixin Target target,
            @Option(
                            names = "--write-secrets",
                            description =
                                    "Write secrets again that Keycloak does not show and that cannot be compared.")
                    boolean writeSecrets) {
        work(target, true, writeSecrets);
        try (AdminApi api = connect(target)) {
            Changes left = new Changes(false, false, change -> {});
            new RealmSync(api, file(target), left, target.prune).run();
            if (!left.all().isEmpty()) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("realm: the realm still differs from the file; Keycloak did not keep:");
                left.all().forEach(change -> err.println(change.text()));
                err.flush();
                return DIFFERS;
            }
        }
        return 0;
    }

    private List<Changes.Change> work(Target target, boolean apply, boolean writeSecrets) {
        ObjectNode file = file(target);
        PrintWriter out = spec.commandLine().getOut();
        Changes changes = new Changes(apply, writeSecrets, change -> {
            if (!target.json) {
                out.println(change.text());
                out.flush();
            }
        });
        Set<String> left;
        try (AdminApi api = connect(target)) {
            left = new RealmSync(api, file, changes, target.prune).run();
        }
        out.println(target.json ? json(target, file, changes, left, apply) : text(file, changes, left, apply));
        out.flush();
        return changes.all();
    }

    private AdminApi connect(Target target) {
        if (!List.of("http", "https").contains(String.valueOf(target.server.getScheme()))
                || target.server.getHost() == null) {
            throw new ToolException("The URL must look like https://id.example.org, not '" + target.server + "'");
        }
        return AdminApi.connect(target.server, AdminLogin.require(environment), target.connection);
    }

    private ObjectNode file(Target target) {
        Path values = null;
        Path overlay = null;
        if (target.name != null) {
            Path folder = target.file.resolveSibling("environments");
            values = folder.resolve(target.name + ".env");
            if (!Files.exists(values)) {
                throw new ToolException("--environment " + target.name + ": there is no file " + values);
            }
            Path other = folder.resolve(target.name + ".json");
            overlay = Files.exists(other) ? other : null;
        }
        ObjectNode file = RealmFile.read(target.file, overlay, new EnvironmentValues(values, environment));
        if (target.realm != null) {
            file.put("realm", target.realm);
        }
        return file;
    }

    private static String text(ObjectNode file, Changes changes, Set<String> left, boolean applied) {
        StringBuilder text = new StringBuilder();
        left.forEach(thing ->
                text.append("Left alone: ").append(thing).append(" is no longer in the file (--prune removes it)\n"));
        String realm = "realm '" + file.path("realm").asText() + "'";
        int number = changes.all().size();
        text.append(
                number == 0
                        ? "No changes: the " + realm + " is as the file says."
                        : number + (number == 1 ? " change" : " changes")
                                + (applied ? " made to the " : " to make to the ") + realm + ".");
        return text.toString();
    }

    private static String json(Target target, ObjectNode file, Changes changes, Set<String> left, boolean applied) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode()
                .put("server", target.server.toString())
                .put("realm", file.path("realm").asText())
                .put("environment", target.name)
                .put("applied", applied);
        json.putArray("changes")
                .addAll(changes.all().stream()
                        .map(change -> change.json(mapper))
                        .toList());
        left.forEach(json.putArray("leftAlone")::add);
        return json.toPrettyString();
    }
}
