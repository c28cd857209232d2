package io.github.keycloakporter.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Directories as a whole: unzip, copy, delete. */
final class FileTree {

    private FileTree() {}

    /** Unpacks a zip without its one top folder, and makes {@code *.sh} executable: the zip's modes are not in the stream. */
    static void unzip(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                int slash = entry.getName().indexOf('/');
                Path file = target.resolve(entry.getName().substring(slash + 1)).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    write(in, file);
                }
            }
        }
    }

    private static void write(ZipInputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
        if (file.toString().endsWith(".sh") && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    /**
     * Copies a directory with its modification times. Files that {@code shared} names become hard links where the file system
     * allows it: a copy of a distribution then costs milliseconds and no space.
     */
    static void copy(Path source, Path target, Predicate<Path> shared) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(source.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = source.relativize(file);
                if (!shared.test(relative) || !linked(file, target.resolve(relative))) {
                    Files.copy(file, target.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean linked(Path file, Path link) {
        try {
            Files.createLink(link, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // another file system, or one without hard links: the caller copies instead
            return false;
        }
    }

    /** Atomic: a directory under its final name is always complete. */
    static void publish(Path dir, Path target) throws IOException {
        try {
            Files.move(dir, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // somebody else was faster with the same content; ours is deleted by the caller. Linux says ENOTEMPTY here,
            // for which
            // Java has no class of its own
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    static void delete(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return;
        }
        Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
