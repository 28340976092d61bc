package io.github.orrery.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the writer asks of the disk, with failures that name their path. */
final class Disk {
    private static final int DELETERS = 4;

    private record Sized(Path path, long size) {}

    private Disk() {}

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes a tree, links themselves and not what they lead to; nothing where there is none. */
    static void deleteTree(Path tree) throws IOException {
        if (!exists(tree)) {
            return;
        }
        List<Sized> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(new Sized(file, attributes.size()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                folders.add(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort((a, b) -> Long.compare(b.size, a.size));
        try {
            // Freeing hundreds of megabytes takes its time, so the large files are dealt out among the threads.
            IntStream.range(0, DELETERS).parallel().forEach(first -> {
                for (int i = first; i < files.size(); i += DELETERS) {
                    delete(files.get(i).path);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path folder : folders) {
            Files.deleteIfExists(folder);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file a further name; false where the file system does not let names share one file. */
    static boolean link(Path path, Path existing) {
        try {
            Files.createLink(path, existing);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // then it is written, and a disk that fails says so there
        }
    }

    /** Makes a file's content, or a directory's entries, survive a power cut. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** The failure with its path and the space that is left; as it is where it names its path already. */
    static IOException failure(Path path, IOException cause) {
        if (cause instanceof FileSystemException) {
            return cause;
        }
        return new IOException(path + ": " + reason(path, cause) + freeSpace(path), cause);
    }

    /** What went wrong; a file that cannot be opened says so in brackets after its path. */
    private static String reason(Path path, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        boolean namesPath = message.startsWith(path + " (") && message.endsWith(")");
        return namesPath ? message.substring(path.toString().length() + 2, message.length() - 1) : message;
    }

    private static String freeSpace(Path path) {
        Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return "";
        }
        try {
            return " (" + Files.getFileStore(existing).getUsableSpace() / (1024 * 1024) + " MiB free)";
        } catch (IOException e) {
            return "";
        }
    }
}
