package io.github.orrery.write;

import io.github.orrery.model.SiteLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of a site, and what stands beside it: {@code .<name>.lock} (held by the kernel for the one writer),
 * {@code .<name>.new} (the next site while it is made) and {@code .<name>.old} (the last one while it is replaced).
 * Where the place is a symbolic link, sites stand in {@code releases/} beside it and the link is swapped.
 */
final class OutputDirectory implements AutoCloseable {
    private static final String IGNORE_FILE = ".gitignore";
    private static final String RELEASES = "releases";
    private static final String AGAIN = "-again";
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(1);
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path place;
    private final boolean isLink;
    private final Path staging;
    private final Path old;
    private final FileChannel lockFile;
    private OldSite oldSite = OldSite.NONE;

    private OutputDirectory(Path place, FileChannel lockFile) {
        this.place = place;
        this.isLink = Files.isSymbolicLink(place);
        this.staging =
                isLink ? sibling(place, RELEASES).resolve(".tmp-" + place.getFileName()) : dotSibling(place, "new");
        this.old = dotSibling(place, "old");
        this.lockFile = lockFile;
    }

    /**
     * Locks the place, repairs what a killed run left, and refuses a directory with foreign content.
     *
     * @param waiting told once, in words, where another build holds the lock
     * @throws OutputRefusedException where a file stands there that no build of ours made
     * @throws IOException where the disk fails or the lock is held for longer than a minute
     */
    static OutputDirectory open(Path out, Waiting waiting) throws IOException, OutputRefusedException {
        Path place = out.toAbsolutePath().normalize();
        if (place.getFileName() == null) {
            throw new OutputRefusedException(out + ": the root of the file system cannot be a site");
        }
        refuseBeforeTheFirstBuild(place);
        Path parent = sibling(place, ".");
        Files.createDirectories(parent);
        FileChannel lockFile = lock(dotSibling(place, "lock"), waiting);
        try {
            OutputDirectory directory = new OutputDirectory(place, lockFile);
            directory.repair();
            refuseForeignContent(place);
            Files.createDirectories(directory.staging);
            directory.oldSite = OldSite.at(place, directory.staging);
            directory.keepIgnoreFile();
            return directory;
        } catch (IOException | OutputRefusedException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /** Says that and for whom the build waits. */
    interface Waiting {
        void waitingFor(String holder);
    }

    /** What stands in the place until {@link #swap}. */
    OldSite oldSite() {
        return oldSite;
    }

    /** The directory in which the next site is made. */
    Path staging() {
        return staging;
    }

    /**
     * Puts the next site into its place.
     *
     * @param contentHash names the release where the place is a link
     */
    void swap(String contentHash) throws IOException {
        if (isLink) {
            swapLink(contentHash);
            return;
        }
        if (Disk.exists(place)) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            repair();
            throw e;
        }
        Disk.sync(sibling(place, "."));
        Disk.deleteTree(old);
    }

    /** Removes an unfinished site and lets the next writer in. */
    @Override
    public void close() throws IOException {
        try (lockFile) {
            Disk.deleteTree(staging);
        }
    }

    private void swapLink(String contentHash) throws IOException {
        Path releases = sibling(place, RELEASES);
        String before = String.valueOf(Files.readSymbolicLink(place).getFileName());
        String name = place.getFileName() + "-" + contentHash;
        if (name.equals(before)) {
            name += AGAIN; // the same content is put there anew, since the old files may have been damaged
        }
        Disk.deleteTree(releases.resolve(name));
        Files.move(staging, releases.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(releases);
        Path newLink = dotSibling(place, "link");
        Files.deleteIfExists(newLink);
        Files.createSymbolicLink(newLink, Path.of(RELEASES, name));
        Files.move(newLink, place, StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(sibling(place, "."));
        removeReleasesBut(List.of(name, before));
    }

    /** Readers of the last release may still be at it; those before it go. Those of other links stay. */
    private void removeReleasesBut(List<String> kept) throws IOException {
        Pattern own = Pattern.compile(Pattern.quote(place.getFileName() + "-") + "[0-9a-f]{64}(" + AGAIN + ")?");
        try (Stream<Path> releases = Files.list(sibling(place, RELEASES))) {
            for (Path release : releases.toList()) {
                String name = release.getFileName().toString();
                if (own.matcher(name).matches() && !kept.contains(name)) {
                    Disk.deleteTree(release);
                }
            }
        }
    }

    private void repair() throws IOException {
        if (!Disk.exists(place) && Disk.exists(old)) {
            Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
        }
        Disk.deleteTree(old);
        Disk.deleteTree(staging);
        Files.deleteIfExists(dotSibling(place, "link"));
    }

    /**
     * Where no build ever was, so that nobody can be waited for, what is refused leaves nothing behind, not even a lock;
     * and what bears the names of left-overs is none.
     */
    private static void refuseBeforeTheFirstBuild(Path place) throws IOException, OutputRefusedException {
        Path lock = dotSibling(place, "lock");
        if (Disk.exists(lock)) {
            return;
        }
        try {
            refuseForeignContent(place);
            for (String suffix : List.of("new", "old", "link")) {
                Path other = dotSibling(place, suffix);
                if (Disk.exists(other)) {
                    throw new OutputRefusedException(other
                            + ": this was not made by Orrery, which needs the name while it builds; move it away, or"
                            + " name another directory");
                }
            }
        } catch (IOException | OutputRefusedException e) {
            if (!Disk.exists(lock)) {
                throw e;
            }
            // Another build has begun meanwhile, and this was its work.
        }
    }

    private static void refuseForeignContent(Path place) throws IOException, OutputRefusedException {
        if (!Disk.exists(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            if (Files.isSymbolicLink(place) && !Files.exists(place)) {
                return; // a link that leads to the first release to come
            }
            throw new OutputRefusedException(place + " is not a directory");
        }
        Path root = place.toRealPath();
        Set<String> known = known(root);
        List<String> foreign = new ArrayList<>();
        List<String> fixed = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = name(root, path);
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    if (!Files.isWritable(path)) {
                        fixed.add(name);
                    }
                } else if (!known.contains(name)) {
                    foreign.add(name);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!foreign.isEmpty()) {
            throw new OutputRefusedException(place.resolve(Collections.min(foreign))
                    + ": this file was not made by Orrery, so the directory is not replaced; name an empty or new"
                    + " directory, or remove the file");
        }
        if (!fixed.isEmpty()) {
            throw new IOException(place.resolve(Collections.min(fixed))
                    + ": this directory may not be written, so the site could not be replaced as a whole");
        }
    }

    /** The files of a site that may stand in it, by path. */
    private static Set<String> known(Path root) throws IOException {
        Set<String> known = new HashSet<>();
        if (Files.isRegularFile(root.resolve(IGNORE_FILE), LinkOption.NOFOLLOW_LINKS)) {
            known.add(IGNORE_FILE);
        }
        Path sums = root.resolve(SiteLayout.SHA256SUMS);
        if (Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
            known.add(SiteLayout.SHA256SUMS);
            known.addAll(listed(sums));
        }
        return known;
    }

    private static String name(Path root, Path path) {
        StringBuilder name = new StringBuilder();
        for (Path segment : root.relativize(path)) {
            name.append(name.length() == 0 ? "" : "/").append(segment);
        }
        return name.toString();
    }

    /** The paths in a file of sums. */
    private static List<String> listed(Path sums) throws IOException {
        return Files.readAllLines(sums, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.length() > 66)
                .map(line -> line.substring(66))
                .toList();
    }

    private void keepIgnoreFile() throws IOException {
        Path kept = place.resolve(IGNORE_FILE);
        if (Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(kept, staging.resolve(IGNORE_FILE));
            Disk.sync(staging.resolve(IGNORE_FILE));
        }
    }

    private static FileChannel lock(Path path, Waiting waiting) throws IOException {
        FileChannel channel = openLock(path);
        try {
            long begin = System.nanoTime();
            boolean told = false;
            while (!tryLock(channel)) {
                if (!told) {
                    waiting.waitingFor(holder(path));
                    told = true;
                }
                if (System.nanoTime() - begin > LONGEST_WAIT) {
                    throw new IOException(
                            path + ": another build (" + holder(path) + ") has held the lock for a minute");
                }
                LockSupport.parkNanos(POLL);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    ("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel openLock(Path path) throws IOException {
        try {
            return FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw Disk.failure(path, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another build in this process
        }
    }

    private static String holder(Path lockFile) throws IOException {
        String holder = Files.readString(lockFile, StandardCharsets.ISO_8859_1).strip();
        return holder.matches("process [0-9]+") ? holder : "another process";
    }

    private static Path sibling(Path place, String name) {
        return place.resolveSibling(name).normalize();
    }

    private static Path dotSibling(Path place, String suffix) {
        return sibling(place, "." + place.getFileName() + "." + suffix);
    }
}
