package io.github.keycloakporter.tools;

import io.github.keycloakporter.tools.check.CheckConfigCommand;
import io.github.keycloakporter.tools.realm.RealmCommand;
import io.github.keycloakporter.tools.server.ToolException;
import io.github.keycloakporter.tools.smoke.SmokeCommand;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tools, one subcommand each; {@code scripts/} has a script of the same name for each of them. */
@Command(name = "porter", description = "Tools for operators of Porter.", mixinStandardHelpOptions = true)
public final class Main {

    private static final int NOT_TRIED = 2;

    private Main() {}

    public static void main(String... arguments) {
        // libraries tell what they do; a tool reports by itself
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** @param environment where the tools find secrets */
    public static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Main())
                .addSubcommand(new SmokeCommand(environment))
                .addSubcommand(new RealmCommand(environment))
                .addSubcommand(new CheckConfigCommand(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof ToolException)) {
                        throw failure;
                    }
                    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure.getMessage());
                    return NOT_TRIED;
                });
    }
}
