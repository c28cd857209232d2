package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person runs it, in a process of its own. */
class MainIT {

    @TempDir
    Path dir;

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            Process main = start(List.of("--inbox-port", Integer.toString(taken.getLocalPort())), freePorts());
            assertThat(main.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(main.exitValue()).isEqualTo(1);
            assertThat(output().lines())
                    .singleElement()
                    .asString()
                    .startsWith("porter: Port " + taken.getLocalPort() + " for the mail inbox is taken")
                    .contains("--inbox-port N");
        }
    }

    @Test
    void showsWhereEverythingIsAndLeavesNothingBehind() throws Exception {
        List<Integer> ports = freePorts();
        Process main = start(List.of(), ports);
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> output().contains("Ctrl-C stops") || !main.isAlive());
            assertThat(output())
                    .contains("Mail inbox", "Redis", "Demo app", "Keycloak", "Porter is up after")
                    .contains("http://localhost:" + ports.get(StackPort.APP.ordinal()))
                    .contains("http://localhost:" + ports.get(StackPort.KEYCLOAK.ordinal()) + "/admin/master/console/")
                    .contains("admin / admin");
            List<ProcessHandle> children = descendants(main);
            assertThat(children).isNotEmpty();
            main.destroy();
            assertThat(main.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output()).endsWith("Stopped.\n");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            ports.forEach(port -> Ports.requireFree(port, "whoever comes next", "nothing"));
        } finally {
            descendants(main).forEach(ProcessHandle::destroyForcibly);
            main.destroyForcibly();
        }
    }

    private Process start(List<String> arguments, List<Integer> ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                runClassPath(),
                Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile());
        for (StackPort port : StackPort.values()) {
            builder.environment().put(port.variable(), ports.get(port.ordinal()).toString());
        }
        return builder.start();
    }

    /** As scripts/run.sh has it: what only the tests have must not speak up in between. */
    private static String runClassPath() throws IOException {
        Path target = Path.of("target");
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("run-class-path")).strip();
    }

    private String output() throws IOException {
        return Files.readString(dir.resolve("output"), StandardCharsets.UTF_8);
    }

    private static List<Integer> freePorts() {
        return Ports.free(StackPort.values().length);
    }

    private static List<ProcessHandle> descendants(Process process) {
        try (Stream<ProcessHandle> handles = process.descendants()) {
            return handles.toList();
        }
    }
}
