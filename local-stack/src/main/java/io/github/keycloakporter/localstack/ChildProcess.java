package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One operating system process whose output goes to a log file. */
final class ChildProcess {

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the command; standard output and error are appended to the log, standard input is empty. */
    static ChildProcess start(String name, ProcessBuilder command, Path log) {
        try {
            Files.createDirectories(log.getParent());
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new StackException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Fails, with the end of the log, if the process is gone. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new StackException(
                    name + " ended with status " + process.exitValue() + " (log: " + log + "):\n" + tail());
        }
    }

    /** SIGTERM and, after the grace time, SIGKILL. Returns once the process is gone. */
    void stop(Duration grace) {
        process.destroy();
        if (!endedWithin(grace)) {
            kill();
        }
    }

    /** SIGKILL for the process and its children: nothing gets a chance to clean up. Returns once it is gone. */
    void kill() {
        // kc.sh is a shell that waits for its java: killing the shell alone would leave the server running
        List<ProcessHandle> children;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            children = descendants.toList();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        if (!endedWithin(Duration.ofSeconds(20))) {
            throw new StackException(name + " (process " + process.pid() + ") survived SIGKILL");
        }
        children.forEach(child -> child.onExit().join());
    }

    /** SIGSTOP for the process and its children: connections stay open, nothing is answered until {@link #thaw()}. */
    void freeze() {
        requireAlive();
        signal("STOP");
    }

    /** Lets a frozen process and its children continue. Nothing happens to one that ended meanwhile. */
    void thaw() {
        if (isAlive()) {
            signal("CONT");
        }
    }

    /** The process that does the work: of a shell that waits for its only child, the child. */
    long workerPid() {
        try (Stream<ProcessHandle> children = process.children()) {
            return children.findFirst().map(ProcessHandle::pid).orElse(process.pid());
        }
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(process.pid())));
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            descendants.map(child -> Long.toString(child.pid())).forEach(command::add);
        }
        // a child that ended meanwhile makes the status 1: that is no failure
        start("kill -" + signal, new ProcessBuilder(command), log).await(Duration.ofSeconds(5));
    }

    /** Waits for the end by itself; the exit status. */
    int await(Duration timeout) {
        if (!endedWithin(timeout)) {
            kill();
            throw new StackException(
                    name + " did not end within " + timeout.toSeconds() + " s (log: " + log + "):\n" + tail());
        }
        return process.exitValue();
    }

    /** The last lines of the log. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    private boolean endedWithin(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new StackException("Interrupted while waiting for the end of " + name, e);
        }
    }
}
