package io.github.keycloakporter.password.breach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A file of sorted digests, one a line, each followed by anything: searched where it lies, in some thirty small reads, since the
 * whole corpus has 40 GB. Opened for each look-up, so that a new file takes effect at once.
 */
final class DigestFile implements Breaches {

    /** Longer than any line of the corpus: 40 digits, a colon, a count, an end of line. */
    private static final int LINE = 128;

    private final Path file;
    private final BreachLookupMetrics lookUps;

    DigestFile(Path file, BreachLookupMetrics lookUps) {
        this.file = file;
        this.lookUps = lookUps;
    }

    @Override
    public boolean contain(Sha1 password) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean found = search(channel, password.hex());
            lookUps.answered();
            return lookUps.told(found);
        } catch (IOException e) {
            lookUps.failed(e);
            return false;
        }
    }

    /** Halves the bytes, not the lines, until what is left begins with the first line that is not less. */
    private static boolean search(FileChannel channel, String digest) throws IOException {
        long low = 0;
        long high = channel.size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            String line = lineFrom(channel, middle);
            if (!line.isEmpty() && digestOf(line).compareTo(digest) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        String line = lineFrom(channel, low);
        return !line.isEmpty() && digestOf(line).equals(digest);
    }

    /** The first whole line at or behind a byte; empty behind the last. */
    private static String lineFrom(FileChannel channel, long position) throws IOException {
        long from = Math.max(0, position - 1);
        ByteBuffer bytes = ByteBuffer.allocate(2 * LINE);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // until the buffer is full or the file ends
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        int start = position == 0 ? 0 : text.indexOf('\n') + 1;
        if (position > 0 && start == 0 && text.length() == 2 * LINE) {
            throw new IOException("a line is too long");
        }
        return position > 0 && start == 0 ? "" : text.substring(start).split("\r?\n", 2)[0];
    }

    private static String digestOf(String line) throws IOException {
        if (!line.matches("[0-9A-Fa-f]{40}(\\W.*)?")) {
            throw new IOException("a line does not begin with a SHA-1 digest");
        }
        return line.substring(0, Sha1.LENGTH).toUpperCase(Locale.ROOT);
    }
}
