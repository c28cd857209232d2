package io.github.keycloakporter.password.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordListFileTest {

    @TempDir
    private Path folder;

    @Test
    void aPrebuiltListIsReadAsItWasWritten() throws IOException {
        PasswordList read = PasswordListFile.read(new ByteArrayInputStream(prebuilt()));

        assertThat(read.size()).isEqualTo(3);
        assertThat(read.minimumLength()).isEqualTo(8);
        assertThat(Stream.of("password", "12345678", "sunshine")).allMatch(read::contains);
        assertThat(Stream.of("passwor", "password1", "moonshine")).noneMatch(read::contains);
    }

    @Test
    void aTextIsReadAsWell() throws IOException {
        PasswordList read = PasswordListFile.read(text("Harbour\n\n  zuschläge \nABC\n"));

        assertThat(read.size()).isEqualTo(3);
        assertThat(read.minimumLength()).isEqualTo(3);
        assertThat(Stream.of("harbour", "zuschläge", "abc")).allMatch(read::contains);
    }

    /** By the lines in the file: NFD there, NFC in the password. */
    @Test
    void aTextIsComposed() throws IOException {
        assertThat(PasswordListFile.read(text("zuschla\u0308ge\n")).contains("zuschläge"))
                .isTrue();
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] good = prebuilt();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 4;
            assertThatThrownBy(() -> PasswordListFile.read(new ByteArrayInputStream(bad)))
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyMissingOrAddedByteIsFound() throws IOException {
        byte[] good = prebuilt();
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> PasswordListFile.read(new ByteArrayInputStream(bad)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        assertThatThrownBy(() -> PasswordListFile.read(new ByteArrayInputStream(longer)))
                .hasMessageContaining("checksum");
    }

    @Test
    void theErrorSaysWhatIsWrong() throws IOException {
        byte[] other = prebuilt();
        other[9] = 2;
        assertThatThrownBy(() -> PasswordListFile.read(new ByteArrayInputStream(other)))
                .hasMessageContaining("version 2")
                .hasMessageContaining("scripts/password-list.sh");
        assertThatThrownBy(() -> PasswordListFile.read(
                        new ByteArrayInputStream("ABCDEFGHIJKL".getBytes(StandardCharsets.US_ASCII))))
                .hasMessageContaining("does not begin with PORTERPL");
        assertThatThrownBy(() -> PasswordListFile.read(text("\n \n"))).hasMessageContaining("no entries");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2, 3, 4, 5, 6, 7});
        assertThatThrownBy(() -> PasswordListFile.read(binary)).hasMessageContaining("text in UTF-8");
    }

    @Test
    void theBuilderTakesTheMostCommonThatAreLongEnough() throws IOException {
        Path text = text("123456\nPassword\npassword\nsunshine\nmoonlight\n");
        Path file = folder.resolve("built.bin");

        PasswordListBuilder.main(new String[] {text.toString(), file.toString(), "8", "2"});

        PasswordList list = PasswordListFile.read(file);
        assertThat(list.size()).isEqualTo(2);
        assertThat(Stream.of("password", "sunshine")).allMatch(list::contains);
        assertThat(list.contains("moonlight")).isFalse();
    }

    private Path text(String lines) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), lines);
    }

    private static byte[] prebuilt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PasswordListFile.write(PasswordList.of(8, Stream.of("password", "12345678", "Sunshine", "short")), out);
        return out.toByteArray();
    }
}
