package io.github.keycloakporter.localstack;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The command line of {@link Main}.
 *
 * @param help only show how it is used
 * @param debug the port where Keycloak waits for a debugger
 * @param dev serve the themes from the sources and cache nothing of them
 * @param ports one for each {@link StackPort}
 */
record MainOptions(boolean help, Optional<Integer> debug, boolean dev, Map<StackPort, Integer> ports) {

    private static final String DEBUG = "--debug";
    private static final int DEBUG_PORT = 5005;

    MainOptions {
        ports = Map.copyOf(ports);
    }

    /** Flags win over environment variables, those over the usual ports. */
    static MainOptions parse(List<String> arguments, UnaryOperator<String> environment) {
        Map<StackPort, Integer> ports = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            String value = environment.apply(port.variable());
            ports.put(port, value == null ? port.usual() : StackPort.parse(value, port.variable()));
        }
        boolean help = false;
        boolean dev = false;
        Optional<Integer> debug = Optional.empty();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            } else if (argument.equals("--dev")) {
                dev = true;
            } else if (argument.equals(DEBUG)) {
                debug = Optional.of(DEBUG_PORT);
            } else if (argument.startsWith(DEBUG + "=")) {
                debug = Optional.of(StackPort.parse(argument.substring(DEBUG.length() + 1), DEBUG));
            } else {
                StackPort port = portOf(argument);
                ports.put(port, StackPort.parse(value(argument, rest), port.flag()));
            }
        }
        requireDifferent(ports, debug);
        return new MainOptions(help, debug, dev, ports);
    }

    static String usage() {
        StringBuilder text = new StringBuilder("""
                Usage: scripts/run.sh [options]

                Starts Redis, a mail inbox, the demo app and Keycloak with Porter. Ctrl-C stops all of it.

                  -Dporter.keycloak.dist=V
                                       another Keycloak: a version, or the absolute path of a zip
                  --debug[=PORT]       let a debugger attach to Keycloak (5005)
                  --dev                themes from the source folders: edit a template, style sheet or script, and reload
                """);
        for (StackPort port : StackPort.values()) {
            text.append(String.format(
                    "  %-20s port of %s (%d; also %s)%n",
                    port.flag() + " N", port.part(), port.usual(), port.variable()));
        }
        return text.append(String.format("  %-20s this text", "--help")).toString();
    }

    StackPorts stackPorts() {
        return new StackPorts(
                ports.get(StackPort.APP),
                ports.get(StackPort.KEYCLOAK),
                ports.get(StackPort.MANAGEMENT),
                ports.get(StackPort.INBOX),
                ports.get(StackPort.SMTP),
                ports.get(StackPort.REDIS));
    }

    void requireFreePorts() {
        for (StackPort port : StackPort.values()) {
            port.requireFree(ports.get(port));
        }
        debug.ifPresent(port -> Ports.requireFree(port, "the debugger", DEBUG + "=PORT"));
    }

    private static StackPort portOf(String argument) {
        String flag = argument.split("=", 2)[0];
        for (StackPort port : StackPort.values()) {
            if (port.flag().equals(flag)) {
                return port;
            }
        }
        throw new StackException("Unknown option " + flag + ": see scripts/run.sh --help");
    }

    private static String value(String argument, Iterator<String> rest) {
        String[] parts = argument.split("=", 2);
        if (parts.length == 2) {
            return parts[1];
        }
        if (rest.hasNext()) {
            return rest.next();
        }
        throw new StackException(argument + " needs a port number");
    }

    private static void requireDifferent(Map<StackPort, Integer> ports, Optional<Integer> debug) {
        Set<Integer> seen = new HashSet<>();
        debug.ifPresent(seen::add);
        ports.forEach((port, number) -> {
            if (!seen.add(number)) {
                throw new StackException(
                        "Port " + number + " is given twice: choose another one with " + port.flag() + " N");
            }
        });
    }
}
