package io.github.keycloakporter.verification.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisposableDomainsTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void knowsTheCommonOnesAndDomainsBelowThem() {
        DisposableDomains ours = new DisposableDomains(Optional.empty(), now::get);
        assertThat(ours.contains("mailinator.com")).isTrue();
        assertThat(ours.contains("sub.mailinator.com")).isTrue();
        assertThat(ours.contains("a.b.mailinator.com")).isTrue();
        assertThat(ours.contains("mailinator.example")).isFalse();
        assertThat(ours.contains("com")).isFalse();
        assertThat(ours.contains("gmail.com")).isFalse();
        assertThat(ours.contains("example.org")).isFalse();
    }

    @Test
    void aFileTakesThePlaceOfTheListAndIsReadAgain(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("domains"), "# mine\nThrowaway.example\n\n");
        DisposableDomains mine = new DisposableDomains(Optional.of(file), now::get);
        assertThat(mine.contains("throwaway.example")).isTrue();
        assertThat(mine.contains("mailinator.com")).isFalse();

        Files.writeString(file, "other.example\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(mine.contains("other.example")).as("not looked at yet").isFalse();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(mine.contains("other.example")).isTrue();
        assertThat(mine.contains("throwaway.example")).isFalse();

        Files.delete(file);
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(mine.contains("other.example"))
                .as("what was read last stays")
                .isTrue();
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart(@TempDir Path dir) {
        assertThatThrownBy(() -> new DisposableDomains(Optional.of(dir.resolve("none")), now::get))
                .isInstanceOf(UncheckedIOException.class);
    }
}
