package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path dir;

    @Test
    void killTakesTheGrandchildrenAlong() {
        ChildProcess shell = start("sleep 300 & wait");
        await().until(() -> children(shell).size() == 1);
        List<ProcessHandle> children = children(shell);
        shell.kill();
        assertThat(shell.isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void stopKillsWhatDoesNotListen() {
        ChildProcess deaf = start("trap '' TERM; echo up; while :; do sleep 0.1; done");
        await().until(() -> deaf.tail().contains("up"));
        deaf.stop(Duration.ofMillis(200));
        assertThat(deaf.isAlive()).isFalse();
    }

    @Test
    void anEarlyEndIsToldWithTheEndOfTheLog() {
        ChildProcess failing = start("echo no such option; exit 2");
        assertThatThrownBy(() -> Waiting.until("A part", Duration.ofSeconds(10), failing, () -> false))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("ended with status 2")
                .hasMessageContaining("no such option");
    }

    @Test
    void aPartThatNeverGetsReadyIsKilled() {
        ChildProcess idle = start("sleep 300");
        assertThatThrownBy(() -> Waiting.until("A part", Duration.ofMillis(200), idle, () -> false))
                .hasMessageContaining("A part was not ready after");
        assertThat(idle.isAlive()).isFalse();
    }

    private ChildProcess start(String script) {
        return ChildProcess.start("A shell", new ProcessBuilder("sh", "-c", script), dir.resolve("log"));
    }

    private static List<ProcessHandle> children(ChildProcess process) {
        try (Stream<ProcessHandle> handles =
                ProcessHandle.of(process.pid()).orElseThrow().descendants()) {
            return handles.toList();
        }
    }
}
