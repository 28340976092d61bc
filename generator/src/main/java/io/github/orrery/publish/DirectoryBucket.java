package io.github.orrery.publish;

import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.Sha256;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A directory that a web server serves. Each file is written beside its place, synced and then renamed, so that the
 * server never sees half of one; a file and its bytes by hash are one file with two names, where the file system has
 * such. Headers are the web server's matter ({@code hosts/} in a site).
 */
public final class DirectoryBucket implements Bucket {
    private static final String OURS = ".publish";
    private static final Duration LOCK_POLL = Duration.ofMillis(5);

    private final Path root;
    private final Path lockFile;
    private final AtomicLong temporary = new AtomicLong();

    private DirectoryBucket(Path root) {
        this.root = root;
        this.lockFile = root.resolve(OURS).resolve("lock");
    }

    /** Opens a directory, or a link to one; nothing is made before something is written. */
    public static DirectoryBucket open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            return new DirectoryBucket(root.toRealPath());
        } catch (IOException e) {
            return new DirectoryBucket(root); // it is not there yet; or what is wrong with it shows when it is written
        }
    }

    @Override
    public SortedMap<String, Listed> list(String prefix) throws IOException {
        SortedMap<String, Listed> listed = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            return listed;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String key = key(file);
                if (attributes.isRegularFile() && key.startsWith(prefix) && !isLock(key)) {
                    listed.put(
                            key,
                            new Listed(
                                    attributes.size(),
                                    attributes.lastModifiedTime().toInstant()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // another publisher's, gone since
                }
                throw failure;
            }
        });
        return listed;
    }

    @Override
    public Optional<Stored> get(String key) throws IOException {
        Path file = file(key);
        if (!isFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readAllBytes();
            return Optional.of(new Stored(bytes, Sha256.of(bytes)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Head> head(String key) throws IOException {
        Path file = file(key);
        if (!isFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String sha256 = Sha256.of(in);
            return Optional.of(new Head(Files.size(file), sha256, sha256, new ObjectHeaders("", "", null)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition)
            throws IOException {
        Path staged = stage(key, content);
        try {
            if (condition instanceof WriteCondition.Always) {
                move(staged, key);
            } else {
                underLock(() -> {
                    prove(key, condition);
                    move(staged, key);
                });
            }
        } finally {
            Files.deleteIfExists(staged);
        }
        return content.sha256();
    }

    /** A hard link where the file system has them: files are replaced and never changed, so both may share one. */
    @Override
    public void copy(String from, String to, ObjectHeaders headers) throws IOException {
        Path staged = temporary();
        try {
            try {
                Files.createLink(staged, file(from));
            } catch (UnsupportedOperationException | IOException e) {
                // No such links here, or no more of them, or a rule against them. A disk that fails does so again.
                Files.copy(file(from), staged, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
                sync(staged);
            }
            move(staged, to);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = file(key);
        if (!Files.deleteIfExists(file)) {
            return;
        }
        for (Path folder = file.getParent(); folder != null && !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                return; // not empty
            }
        }
    }

    @Override
    public boolean keepsHeaders() {
        return false;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public void close() {
        // holds nothing open
    }

    private Path stage(String key, ObjectContent content) throws IOException {
        Path file = file(key);
        Path staged = temporary();
        MessageDigest digest = Sha256.digest();
        try (InputStream in = content.open();
                OutputStream out = new DigestOutputStream(Files.newOutputStream(staged), digest)) {
            in.transferTo(out);
        } catch (FileSystemException e) {
            Files.deleteIfExists(staged);
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(staged);
            throw new IOException(file + ": " + e.getMessage(), e); // a full disk says no path
        }
        if (!Sha256.hex(digest.digest()).equals(content.sha256())) {
            Files.deleteIfExists(staged);
            throw new IOException(name() + ": a file changed while it was copied; publish again");
        }
        sync(staged);
        return staged;
    }

    private Path temporary() throws IOException {
        Path file = file(PublicationKeys.TEMPORARY
                + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this)) + "-"
                + temporary.incrementAndGet());
        Files.createDirectories(root.resolve(OURS));
        return file;
    }

    private void move(Path staged, String key) throws IOException {
        Path file = file(key);
        Path folder = file.getParent();
        // A sweep may take away the folder that just became empty.
        for (int attempt = 0; ; attempt++) {
            try {
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
                break;
            } catch (NoSuchFileException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
        if (folder != null) {
            sync(folder);
        }
    }

    private void prove(String key, WriteCondition condition) throws IOException {
        if (condition instanceof WriteCondition.IfAbsent && Files.exists(file(key), LinkOption.NOFOLLOW_LINKS)) {
            throw new ConditionFailedException(key);
        }
        if (condition instanceof WriteCondition.IfMatch match
                && head(key).filter(head -> head.etag().equals(match.etag())).isEmpty()) {
            throw new ConditionFailedException(key);
        }
    }

    private interface Locked {
        void run() throws IOException;
    }

    /** The kernel gives the lock back when its holder dies. */
    private void underLock(Locked work) throws IOException {
        Files.createDirectories(root.resolve(OURS));
        try (FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            FileLock lock = null;
            while (lock == null) {
                try {
                    lock = channel.lock();
                } catch (OverlappingFileLockException e) {
                    LockSupport.parkNanos(LOCK_POLL.toNanos()); // held within this process
                }
            }
            work.run();
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether it is there; opening a pipe would wait for a writer. */
    private static boolean isFile(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + ": is no regular file");
        }
        return false;
    }

    /** The file of a key: in the directory itself, and not where a link below it leads. */
    private Path file(String key) throws IOException {
        Path file = root.resolve(new SitePath(key).value());
        for (Path folder = file.getParent(); folder != null && !folder.equals(root); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                throw new IOException(folder + ": is a link, expected a directory");
            }
        }
        return file;
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private static boolean isLock(String key) {
        return key.equals(OURS + "/lock");
    }
}
