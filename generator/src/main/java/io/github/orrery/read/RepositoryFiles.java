package io.github.orrery.read;

import io.github.orrery.json.JsonLimits;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directories and files of a repository that strangers wrote: no link is followed, nothing but regular files is
 * opened, nothing large is read. Remembers the state of all that it listed and read, to tell a tree that changed
 * meanwhile.
 */
final class RepositoryFiles {
    /** An entry of a directory: its name and what it is. */
    record Entry(String name, BasicFileAttributes attributes) {
        boolean isDirectory() {
            return attributes.isDirectory();
        }
    }

    /** Size in bytes and time of last change, as the file system tells it. */
    record State(long size, FileTime modified) {
        static State of(BasicFileAttributes attributes) {
            return new State(attributes.size(), attributes.lastModifiedTime());
        }

        boolean isOf(BasicFileAttributes attributes) {
            return size == attributes.size() && modified.equals(attributes.lastModifiedTime());
        }
    }

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final Map<String, State> seen = new ConcurrentHashMap<>();

    RepositoryFiles(Path root) {
        this.root = root;
    }

    /** Whether anything of that path is there, a link that leads nowhere included. */
    boolean exists(String path) {
        return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a directory can be listed, so that one without entries is an empty one. */
    boolean mayBeListed(String directory) {
        Path path = resolve(directory);
        return Files.isReadable(path) && Files.isExecutable(path);
    }

    /**
     * The files and directories of a directory, by name. Dot-files are left out with a warning; links, devices and
     * names that are not the same everywhere with an error.
     */
    List<Entry> list(String directory, Problems problems) throws IOException {
        List<Entry> entries = new ArrayList<>();
        BasicFileAttributes own = attributes(resolve(directory));
        if (!own.isDirectory()) {
            problems.error(
                    "not-a-regular-file", Location.of(directory), "is a " + kind(own) + ", expected a directory");
            return entries;
        }
        seen.put(directory, State.of(own));
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(resolve(directory))) {
            for (Path path : paths) {
                String name = String.valueOf(path.getFileName());
                Location location = Location.of(directory + "/" + printable(name));
                BasicFileAttributes attributes = attributes(path);
                if (name.startsWith(".")) {
                    problems.warning("dot-file", location, "a dot-file, which is ignored, expected none here");
                } else if (!printable(name).equals(name)) {
                    problems.error(
                            "stray-file",
                            location,
                            "has a name that is not the same on every machine, expected printable ASCII without"
                                    + " backslashes");
                } else if (attributes.isDirectory() || attributes.isRegularFile()) {
                    entries.add(new Entry(name, attributes));
                } else {
                    problems.error(
                            "not-a-regular-file",
                            location,
                            "is a " + kind(attributes) + ", expected a regular file or a directory");
                }
            }
        } catch (AccessDeniedException e) {
            problems.error(
                    "unreadable-file", Location.of(directory), "the directory cannot be read: permission denied");
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort((a, b) -> a.name().compareTo(b.name()));
        return entries;
    }

    /** The bytes of a file, or a problem. */
    Optional<byte[]> read(String file, BasicFileAttributes attributes, Problems problems) throws IOException {
        int most = JsonLimits.FILE.bytes();
        if (attributes.size() > most) {
            problems.error(
                    "file-too-big",
                    Location.of(file),
                    "is " + attributes.size() + " bytes long, expected at most " + most + " bytes");
            return Optional.empty();
        }
        seen.put(file, State.of(attributes));
        try (SeekableByteChannel channel = Files.newByteChannel(resolve(file), READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) attributes.size());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // on to the next bytes
            }
            if (bytes.hasRemaining() || channel.read(ByteBuffer.allocate(1)) >= 0) {
                throw new SourceChangedException(resolve(file));
            }
            return Optional.of(bytes.array());
        } catch (AccessDeniedException e) {
            problems.error("unreadable-file", Location.of(file), "cannot be read: permission denied");
            return Optional.empty();
        } catch (NoSuchFileException e) {
            throw new SourceChangedException(resolve(file));
        } catch (FileSystemException | SourceChangedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(resolve(file) + ": " + e.getMessage(), e); // it does not say of which file
        }
    }

    /** Whether a file of that path is there and regular, as far as one may know. */
    Optional<BasicFileAttributes> regularFile(String file) throws IOException {
        try {
            BasicFileAttributes attributes = attributes(resolve(file));
            return attributes.isRegularFile() ? Optional.of(attributes) : Optional.empty();
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }

    /** @throws SourceChangedException when what was listed or read has gone or has another size or time */
    void checkUnchanged() throws IOException {
        try {
            seen.entrySet().parallelStream().forEach(this::checkUnchanged);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void checkUnchanged(Map.Entry<String, State> file) {
        Path path = resolve(file.getKey());
        try {
            if (!file.getValue().isOf(attributes(path))) {
                throw new SourceChangedException(path);
            }
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(new SourceChangedException(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's place on disk; the path has come from this class's own listings. */
    private Path resolve(String path) {
        return root.resolve(path);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The name with all but printable ASCII escaped, and backslashes, which separate names elsewhere. */
    private static String printable(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                shown.append(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return "file";
        }
        return attributes.isSymbolicLink() ? "symbolic link" : "device, pipe or socket";
    }
}
