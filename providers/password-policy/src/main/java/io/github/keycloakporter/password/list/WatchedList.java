package io.github.keycloakporter.password.list;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** A list in a file of the operator's, read again when the file changes. A change that cannot be read leaves the list as it was. */
public final class WatchedList {

    private static final Logger LOGGER = Logger.getLogger(WatchedList.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    /** What tells one state of the file from another without reading it. */
    private record Stamp(FileTime time, long size) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    private final Path file;
    private final LongSupplier nanoTime;
    private volatile PasswordList list;
    private Stamp stamp;
    private volatile long lookedAt;

    /** @throws IOException the message names the file and what is wrong with it */
    public WatchedList(Path file, LongSupplier nanoTime) throws IOException {
        this.file = file;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        this.stamp = stamp();
        this.list = read();
    }

    public PasswordList list() {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_AGAIN_NANOS) {
            refresh();
        }
        return list;
    }

    private synchronized void refresh() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt < LOOK_AGAIN_NANOS) {
            return;
        }
        lookedAt = now;
        try {
            Stamp seen = stamp();
            if (!seen.equals(stamp)) {
                // also when it cannot be read: one warning for one change
                stamp = seen;
                list = read();
                LOGGER.infof("Read the password list %s anew: %d entries", file, list.size());
            }
        } catch (IOException e) {
            LOGGER.warnf("The password list as read before stays: %s", e.getMessage());
        }
    }

    private Stamp stamp() throws IOException {
        try {
            return Stamp.of(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private PasswordList read() throws IOException {
        try {
            return PasswordListFile.read(file);
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be read: " + e.getClass().getSimpleName(), e);
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage(), e);
        }
    }
}
