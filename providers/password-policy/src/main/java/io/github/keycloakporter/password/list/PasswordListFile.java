package io.github.keycloakporter.password.list;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Reads and writes lists. A prebuilt one is, in network order: 8 bytes {@code PORTERPL}, 2 bytes version (1), 2 bytes length of the
 * shortest entry, 4 bytes number of entries, the upper and the lower words of the {@link FingerprintSet} at 8 bytes, 8 bytes
 * CRC-32 of all before. Everything else is text: one password a line, in UTF-8.
 */
public final class PasswordListFile {

    private static final byte[] MAGIC = "PORTERPL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    /** 190 MB of memory. */
    private static final int MOST_ENTRIES = 50_000_000;

    private PasswordListFile() {}

    /** @throws IOException the message says what is wrong with the file, not which file it is */
    public static PasswordList read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(MAGIC.length);
            boolean prebuilt = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
            in.reset();
            return prebuilt ? read(in) : readText(file);
        }
    }

    public static PasswordList read(InputStream stream) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(stream), new CRC32());
        DataInputStream in = new DataInputStream(checked);
        try {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("is no prebuilt password list: it does not begin with PORTERPL");
            }
            int version = in.readUnsignedShort();
            if (version != VERSION) {
                throw new IOException("is a password list of version " + version + ", and only " + VERSION
                        + " is known here: build it anew with scripts/password-list.sh");
            }
            int minimum = in.readUnsignedShort();
            int count = in.readInt();
            if (count < 0 || count > MOST_ENTRIES) {
                throw new IOException("is damaged: it says that it has " + count + " entries");
            }
            long[] upper = words(in, FingerprintSet.upperWords(count));
            long[] lower = words(in, FingerprintSet.lowerWords(count));
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum || in.read() != -1) {
                throw new IOException("is damaged: its checksum is wrong");
            }
            return new PasswordList(minimum, new FingerprintSet(count, upper, lower));
        } catch (EOFException e) {
            throw new IOException("is damaged: it ends too early", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("is damaged: " + e.getMessage(), e);
        }
    }

    static void write(PasswordList list, OutputStream stream) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(stream), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.write(MAGIC);
        out.writeShort(VERSION);
        out.writeShort(list.minimumLength());
        out.writeInt(list.size());
        for (long word : list.members().upper()) {
            out.writeLong(word);
        }
        for (long word : list.members().lower()) {
            out.writeLong(word);
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    private static PasswordList readText(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            List<String> passwords =
                    lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
            int shortest = passwords.stream()
                    .mapToInt(line -> PasswordList.folded(line).length())
                    .min()
                    .orElseThrow(() -> new IOException("has no entries"));
            return PasswordList.of(Math.min(shortest, Short.MAX_VALUE), passwords.stream());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new IOException("is neither a prebuilt password list nor text in UTF-8", e);
            }
            throw e.getCause();
        }
    }

    private static long[] words(DataInputStream in, int count) throws IOException {
        long[] words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = in.readLong();
        }
        return words;
    }
}
