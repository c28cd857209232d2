package io.github.keycloakporter.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A Docker image of Keycloak, run as in production: without root, capabilities and a writable root file system. Its containers use
 * the network of this machine, because the other parts of a stack listen on loopback only.
 */
record KeycloakImage(String name) {

    private static final Duration KILL = Duration.ofSeconds(20);

    /** @param variables names of environment variables of this command that the server gets */
    ProcessBuilder command(int httpPort, Path home, Collection<String> variables, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "run",
                "--rm",
                "--name=" + container(httpPort),
                "--network=host",
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--tmpfs=/tmp",
                "--tmpfs=/opt/keycloak/data:uid=1000,gid=0,mode=0770",
                "--volume=" + home.resolve("data/import").toAbsolutePath() + ":/opt/keycloak/data/import:ro"));
        arguments.stream()
                .map(argument -> argument.substring(argument.indexOf('=') + 1))
                .filter(value -> value.startsWith("/") && Files.exists(Path.of(value)))
                .map(path -> "--volume=" + path + ":" + path + ":ro")
                .forEach(command::add);
        variables.forEach(variable -> command.add("--env=" + variable));
        command.add(name);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Kills the server itself; the docker command then ends too. */
    void kill(int httpPort) {
        Path log = Path.of("/dev/null");
        ChildProcess.start("docker kill", new ProcessBuilder("docker", "kill", container(httpPort)), log)
                .await(KILL);
    }

    private static String container(int httpPort) {
        return "porter-keycloak-" + httpPort;
    }
}
