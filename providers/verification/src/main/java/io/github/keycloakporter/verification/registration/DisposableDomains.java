package io.github.keycloakporter.verification.registration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Domains of mailboxes that live for minutes: our list, or a file of the operator's, which is read again when it changes.
 * One domain a line; a line with {@code #} is a remark.
 */
final class DisposableDomains {

    private static final Logger LOGGER = Logger.getLogger(DisposableDomains.class);

    private static final String LIST = "disposable-domains.txt";
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    /** @param time of the file's last change; none for our list */
    private record Loaded(Set<String> domains, Optional<FileTime> time) {}

    private final Optional<Path> file;
    private final LongSupplier nanoTime;
    private volatile Loaded loaded;
    private volatile long lookedAt;

    /** @throws UncheckedIOException when the file cannot be read now; later on the domains read last stay */
    DisposableDomains(Optional<Path> file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        try {
            loaded = file.isPresent() ? read(file.get()) : new Loaded(ours(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("The list of disposable domains cannot be read", e);
        }
    }

    /** @param domain in ASCII and lower case; domains below a listed one count as that one */
    boolean contains(String domain) {
        refresh();
        Set<String> domains = loaded.domains();
        for (String part = domain; part.contains("."); part = part.substring(part.indexOf('.') + 1)) {
            if (domains.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private void refresh() {
        long now = nanoTime.getAsLong();
        if (file.isEmpty() || now - lookedAt < LOOK_AGAIN_NANOS) {
            return;
        }
        lookedAt = now;
        try {
            if (!Files.getLastModifiedTime(file.get()).equals(loaded.time().orElseThrow())) {
                loaded = read(file.get());
                LOGGER.infof("Read %d disposable domains anew", loaded.domains().size());
            }
        } catch (IOException e) {
            LOGGER.warnf(
                    "The file of disposable domains cannot be read, the domains read last stay: %s",
                    e.getClass().getSimpleName());
        }
    }

    private static Loaded read(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        try (Stream<String> lines = Files.lines(file)) {
            return new Loaded(domains(lines), Optional.of(time));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Set<String> ours() throws IOException {
        try (InputStream in = DisposableDomains.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return domains(lines.lines());
        }
    }

    private static Set<String> domains(Stream<String> lines) {
        return lines.map(line -> line.trim().toLowerCase(Locale.ROOT))
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
