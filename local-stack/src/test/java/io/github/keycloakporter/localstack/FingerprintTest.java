package io.github.keycloakporter.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    Path dir;

    @Test
    void orderAndTimeOfEntriesDoNotCount() throws IOException {
        assertThat(fingerprint("first", "a=1", "b=2")).isEqualTo(fingerprint("second", "b=2", "a=1"));
    }

    @Test
    void contentAndNamesCount() throws IOException {
        String original = fingerprint("first", "a=1", "b=2");
        assertThat(fingerprint("content", "a=1", "b=3")).isNotEqualTo(original);
        assertThat(fingerprint("name", "a=1", "c=2")).isNotEqualTo(original);
    }

    @Test
    void valuesDoNotRunTogether() {
        assertThat(new Fingerprint().add("ab").add("c").hex())
                .isNotEqualTo(new Fingerprint().add("a").add("bc").hex());
    }

    private String fingerprint(String folder, String... entries) throws IOException {
        Path jar = Files.createDirectories(dir.resolve(folder)).resolve("some.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                ZipEntry header = new ZipEntry(entry.split("=")[0]);
                header.setTime(folder.hashCode() * 1_000L);
                zip.putNextEntry(header);
                zip.write(entry.split("=")[1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Fingerprint().add(jar).hex();
    }
}
