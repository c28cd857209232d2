package io.github.keycloakporter.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tools, one subcommand each; {@code scripts/} has a script of the same name for each of them. */
@Command(
        name = "porter",
        description = "Tools for operators of Porter.",
        mixinStandardHelpOptions = true,
        subcommands = {})
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
