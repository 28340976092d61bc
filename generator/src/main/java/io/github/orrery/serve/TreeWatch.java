package io.github.orrery.serve;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something below some directories may have changed. The operating system tells at once where it can; where
 * it cannot (no service, too many directories, a disk of another machine), whoever waits looks from time to time.
 */
public final class TreeWatch implements Closeable {
    private static final WatchEvent.Kind<?>[] ALL = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY
    };
    /** Who saves one file writes several times; who checks out a branch writes many. */
    private static final Duration QUIET = Duration.ofMillis(12);

    private static final Duration LONGEST = Duration.ofMillis(400);

    private final List<Path> trees;
    private final List<Path> directories;
    private final @Nullable WatchService service;
    private boolean complete;

    private TreeWatch(List<Path> trees, List<Path> directories, @Nullable WatchService service) {
        this.trees = List.copyOf(trees);
        this.directories = List.copyOf(directories);
        this.service = service;
    }

    /**
     * Begins to watch, without following links.
     *
     * @param trees directories with all below them; those that are not there are watched once they are
     * @param directories directories without what is below them
     */
    public static TreeWatch of(List<Path> trees, List<Path> directories) {
        TreeWatch watch = new TreeWatch(trees, directories, service(directories));
        watch.complete = watch.registerAll();
        return watch;
    }

    /**
     * Waits for a change, and then until it is quiet again.
     *
     * @param most after which it returns at the latest where nothing is told
     * @return what changed, as far as it was told; empty where nothing was
     */
    public Set<Path> await(Duration most) throws InterruptedException {
        Set<Path> changed = new HashSet<>();
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(most.toNanos());
            return changed;
        }
        try {
            WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
            long end = System.nanoTime() + LONGEST.toNanos();
            while (key != null) {
                take(key, changed);
                long left = Math.min(QUIET.toNanos(), end - System.nanoTime());
                key = left > 0 ? service.poll(left, TimeUnit.NANOSECONDS) : null;
            }
        } catch (ClosedWatchServiceException e) {
            throw new InterruptedException();
        }
        if (!complete) {
            complete = registerAll();
        }
        return changed;
    }

    /** Whether the system tells of every change, so that looking from time to time only makes sure. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }

    private void take(WatchKey key, Set<Path> changed) {
        Path directory = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                complete = false;
                changed.add(directory);
            } else if (event.context() instanceof Path name) {
                Path path = directory.resolve(name);
                changed.add(path);
                if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && !(trees.stream().anyMatch(path::startsWith) && register(path, Integer.MAX_VALUE))) {
                    complete = false;
                }
            }
        }
        key.reset();
    }

    private boolean registerAll() {
        boolean all = service != null;
        for (Path directory : directories) {
            all &= !Files.isDirectory(directory) || register(directory, 1);
        }
        for (Path tree : trees) {
            all &= register(tree, Integer.MAX_VALUE);
        }
        return all;
    }

    /** Watches a directory and those so many levels below it, itself counted; whether all could be. */
    private boolean register(Path top, int depth) {
        WatchService to = service;
        if (to == null) {
            return false;
        }
        try {
            Files.walkFileTree(top, Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    directory.register(to, ALL);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // it has gone again, or nobody may read it
                }
            });
            return true;
        } catch (IOException e) {
            return false; // the system watches no more directories
        }
    }

    private static @Nullable WatchService service(List<Path> directories) {
        try {
            return directories.get(0).getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            return null; // then looking from time to time has to do
        }
    }
}
