package io.github.orrery.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The state of everything below a directory as the file system tells it, without reading a file: names, kinds, sizes,
 * times, and which file it is. An edit changes it, but for one that keeps the file, its size and its time.
 *
 * @param entries sorted
 */
public record TreeStamp(List<String> entries) {
    /** Of nothing. */
    public static final TreeStamp NOTHING = new TreeStamp(List.of());

    /** Beyond it nothing is a package any more; links that lead round in circles end there too. */
    private static final int MOST = 200_000;

    public TreeStamp {
        entries = List.copyOf(entries);
    }

    /** The state at this moment. No link is followed. */
    public static TreeStamp of(Path directory) throws IOException {
        return of(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** The same, with what links lead to in place of the links. */
    public static TreeStamp followingLinks(Path directory) throws IOException {
        return of(directory, new LinkOption[0]);
    }

    /** The state of one file. */
    public static TreeStamp ofFile(Path file) throws IOException {
        List<String> entries = new ArrayList<>();
        add(file, entries, LinkOption.NOFOLLOW_LINKS);
        return new TreeStamp(entries);
    }

    private static TreeStamp of(Path directory, LinkOption... links) throws IOException {
        List<String> entries = new ArrayList<>();
        Deque<Path> directories = new ArrayDeque<>(List.of(directory));
        while (!directories.isEmpty() && entries.size() < MOST) {
            Path next = directories.remove();
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(next)) {
                for (Path path : paths) {
                    if (add(path, entries, links)) {
                        directories.add(path);
                    }
                }
            } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
                entries.add(next + " cannot be listed"); // whoever reads it finds out why
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        Collections.sort(entries);
        return new TreeStamp(entries);
    }

    /** Adds an entry; whether it is a directory. */
    private static boolean add(Path path, List<String> entries, LinkOption... links) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, links);
            boolean isDirectory = attributes.isDirectory();
            String kind = isDirectory ? "d" : attributes.isRegularFile() ? "f" : "o";
            // a directory's own size and times say nothing that its entries do not
            entries.add(
                    isDirectory
                            ? path + " d"
                            : path + " " + kind + " " + attributes.size() + " "
                                    + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " "
                                    + attributes.fileKey());
            return isDirectory;
        } catch (NoSuchFileException e) {
            entries.add(path + " has gone");
            return false;
        }
    }
}
