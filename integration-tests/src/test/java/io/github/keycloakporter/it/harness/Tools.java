package io.github.keycloakporter.it.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command-line tools, with the class path that {@code scripts/} gives them and nothing of the journeys' own. */
public final class Tools implements AutoCloseable {

    private final URLClassLoader loader;

    public Tools() {
        Path target = PorterStack.root().resolve("tools/target");
        try {
            List<URL> classPath = new ArrayList<>();
            classPath.add(target.resolve("classes").toUri().toURL());
            for (String jar : Files.readString(target.resolve("run-class-path")).split(":")) {
                classPath.add(Path.of(jar.strip()).toUri().toURL());
            }
            loader = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("The tools are not built", e);
        }
    }

    /** What a tool printed, progress and errors included. */
    public record Answer(int exitCode, String text, String errors) {

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + text + "\n" + errors;
        }
    }

    public Answer run(Map<String, String> environment, List<String> arguments) {
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // where the admin client looks for its parts
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Object commandLine = loader.loadClass("io.github.keycloakporter.tools.Main")
                    .getMethod("commandLine", Map.class)
                    .invoke(null, environment);
            Class<?> type = commandLine.getClass();
            type.getMethod("setOut", PrintWriter.class).invoke(commandLine, new PrintWriter(text, true));
            type.getMethod("setErr", PrintWriter.class).invoke(commandLine, new PrintWriter(errors, true));
            int exitCode = (int) type.getMethod("execute", String[].class)
                    .invoke(commandLine, (Object) arguments.toArray(String[]::new));
            return new Answer(exitCode, text.toString(), errors.toString());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The tools do not run", e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
