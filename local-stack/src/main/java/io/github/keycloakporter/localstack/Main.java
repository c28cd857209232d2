package io.github.keycloakporter.localstack;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command behind scripts/run.sh: starts everything, says where it is, stops everything on Ctrl-C. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            MainOptions options = MainOptions.parse(List.of(arguments), System::getenv);
            if (options.help()) {
                out.println(MainOptions.usage());
                return;
            }
            run(options, out);
        } catch (StackException e) {
            System.err.println("porter: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(MainOptions options, PrintStream out) {
        // the mail server tells every connection: only what went wrong matters here
        Logger.getLogger("").setLevel(Level.WARNING);
        options.requireFreePorts();
        long begun = System.nanoTime();
        StackBuilder builder =
                LocalStack.builder().ports(options.stackPorts()).demoApp().progress(new ConsoleProgress(out));
        options.debug().ifPresent(builder::debug);
        if (options.dev()) {
            builder.sourceThemes();
        }
        LocalStack stack = builder.build();
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            stop(stack, out);
                        },
                        "stop"));
        try {
            stack.start();
        } catch (StackException e) {
            if (stopping.get()) {
                // Ctrl-C while starting: that parts fail now is no news
                sleepForever();
            }
            throw e;
        }
        out.println(panel(stack, ConsoleProgress.seconds(System.nanoTime() - begun)));
        options.debug().ifPresent(port -> out.println("A debugger can attach to Keycloak at localhost:" + port + "."));
        if (options.dev()) {
            out.println(
                    "Templates, style sheets and scripts come from the sources: edit and reload. Messages need a restart.");
        }
        sleepForever();
    }

    private static String panel(LocalStack stack, String duration) {
        Path here = Path.of("").toAbsolutePath();
        Path logs = stack.dir().startsWith(here) ? here.relativize(stack.dir()) : stack.dir();
        return """

                Porter is up after %s

                  Demo app       %s   register yourself here
                  Mail inbox     %s   all mail ends up here
                  Admin console  %s/admin/master/console/#/%s   %s / %s
                  Account page   %s/account
                  Metrics        %s/metrics
                  Redis          %s
                  Logs           %s

                Ctrl-C stops all of it.
                """.formatted(
                        duration,
                        stack.appUrl(),
                        stack.inbox().url(),
                        stack.baseUrl(),
                        LocalStack.REALM,
                        KeycloakNode.ADMIN,
                        KeycloakNode.ADMIN,
                        stack.issuer(),
                        stack.keycloak().managementUrl(),
                        stack.redis().uri(),
                        logs);
    }

    private static void stop(LocalStack stack, PrintStream out) {
        out.println();
        out.println("Stopping ...");
        try {
            stack.close();
        } catch (StackException e) {
            out.println("porter: " + e.getMessage());
        }
        // what is not a part yet: a Keycloak build that was running
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        out.println("Stopped.");
    }

    private static void sleepForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
