package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedListTest {

    private final AtomicLong clock = new AtomicLong();

    @TempDir
    private Path folder;

    private Path file;
    private WatchedList watched;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(folder.resolve("own.txt"), "harbour\n");
        watched = new WatchedList(file, clock::get);
    }

    @Test
    void aChangeIsReadAfterAMoment() throws IOException {
        Files.writeString(file, "lighthouse\n");
        assertThat(watched.list().contains("lighthouse")).as("at once").isFalse();

        pass(Duration.ofSeconds(5));
        assertThat(watched.list().contains("lighthouse")).isTrue();
        assertThat(watched.list().contains("harbour")).isFalse();
    }

    /** As long as before: only its time tells. */
    @Test
    void aChangeOfTheSameLengthIsRead() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "barbour\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1000));

        pass(Duration.ofSeconds(5));
        assertThat(watched.list().contains("barbour")).isTrue();
    }

    @Test
    void theListStaysWhenTheFileIsGoneOrBroken() throws IOException {
        Files.writeString(file, "PORTERPL and nonsense");
        pass(Duration.ofSeconds(5));
        assertThat(watched.list().contains("harbour")).isTrue();

        Files.delete(file);
        pass(Duration.ofSeconds(5));
        assertThat(watched.list().contains("harbour")).isTrue();

        Files.writeString(file, "anchorage\n");
        pass(Duration.ofSeconds(5));
        assertThat(watched.list().contains("anchorage")).isTrue();
    }

    @Test
    void whatCannotBeReadAtFirstIsAnErrorThatNamesTheFile() throws IOException {
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> new WatchedList(missing, clock::get))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no file " + missing);

        Path empty = Files.writeString(folder.resolve("empty.txt"), "");
        assertThatThrownBy(() -> new WatchedList(empty, clock::get)).hasMessage(empty + " has no entries");

        assertThatThrownBy(() -> new WatchedList(folder, clock::get)).hasMessageContaining(folder.toString());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
