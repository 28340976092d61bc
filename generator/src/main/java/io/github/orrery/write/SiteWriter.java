package io.github.orrery.write;

import io.github.orrery.model.SiteLayout;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes a site into a directory, wholly or not at all: the files are made in a sibling directory, each is synced and
 * read again to prove its sum while the next ones are made, and then the sibling takes the directory's place.
 */
public final class SiteWriter implements SiteOutput, AutoCloseable {
    /** Told where another build holds the directory. */
    public interface Waiting {
        void waitingFor(String holder);
    }

    private static final int SYNCERS = 4;

    private final OutputDirectory directory;
    private final OldSite oldSite;
    private final Map<String, WrittenFile> written = new ConcurrentSkipListMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final List<Future<?>> proofs = Collections.synchronizedList(new ArrayList<>());
    private final Set<SummedStream> streams = ConcurrentHashMap.newKeySet();
    private final ExecutorService syncers = Executors.newFixedThreadPool(SYNCERS, task -> {
        Thread thread = new Thread(task, "sync");
        thread.setDaemon(true);
        return thread;
    });

    private SiteWriter(OutputDirectory directory) {
        this.directory = directory;
        this.oldSite = directory.oldSite();
    }

    /**
     * Begins a new site.
     *
     * @param out the directory that becomes the site, or a symbolic link that will lead to it
     * @throws OutputRefusedException where it holds a file that no build of ours made
     * @throws IOException where the disk fails or another build does not end within a minute
     */
    public static SiteWriter open(Path out, Waiting waiting) throws IOException, OutputRefusedException {
        return new SiteWriter(OutputDirectory.open(out, waiting::waitingFor));
    }

    @Override
    public void putEqual(List<SiteFile> files, byte[]... content) throws IOException {
        MessageDigest digest = Tools.ofThread().digest;
        long size = 0;
        for (byte[] part : content) {
            digest.update(part);
            size += part.length;
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        SiteFile first = kept(files, content);
        if (first == null) {
            first = files.get(0);
            write(create(first), content);
        }
        Path path = create(first);
        record(first, path, size, sha256);
        for (SiteFile file : files) {
            if (file.equals(first)) {
                continue;
            }
            Path other = create(file);
            if (Disk.link(other, path)) {
                remember(new WrittenFile(file, size, sha256));
            } else {
                write(other, content);
                record(file, other, size, sha256);
            }
        }
    }

    /** One of several equal files that the old site holds just so, and which the new one then holds too. */
    private @Nullable SiteFile kept(List<SiteFile> files, byte[]... content) throws IOException {
        for (SiteFile file : files) {
            if (oldSite.keep(file.path().value(), create(file), content)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public OutputStream open(SiteFile file) throws IOException {
        Path path = create(file);
        try {
            SummedStream stream =
                    new SummedStream(file, path, oldSite.begin(file.path().value(), path));
            streams.add(stream);
            return stream;
        } catch (IOException e) {
            throw Disk.failure(path, e);
        }
    }

    /** Every file so far, by path. */
    public List<SiteFile> files() {
        return written.values().stream().map(WrittenFile::file).toList();
    }

    /** Size in bytes of a file that was written. */
    public long size(SiteFile file) {
        WrittenFile known = written.get(file.path().value());
        return known == null ? 0 : known.size();
    }

    /**
     * Adds {@code site.json} and {@code SHA256SUMS}, waits until everything is on the disk and proven, and puts the
     * site into its place.
     *
     * @throws IOException where the disk fails or gives back other bytes than were written; the old site stays
     */
    public void commit() throws IOException {
        put(
                SiteFile.page(SiteLayout.SITE_JSON, SiteFile.JSON, Family.LEGACY),
                SiteManifest.siteJson(List.copyOf(written.values())));
        byte[] sums = SiteManifest.sums(List.copyOf(written.values()));
        put(SiteFile.page(SiteLayout.SHA256SUMS, SiteFile.TEXT, Family.LEGACY), sums);
        for (Path folder : folders) {
            prove(() -> Disk.sync(folder));
        }
        prove(() -> Disk.sync(directory.staging()));
        for (Future<?> proof : List.copyOf(proofs)) {
            await(proof);
        }
        directory.swap(HexFormat.of().formatHex(sha256().digest(sums)));
    }

    /** Removes the unfinished site, where it was not put into its place. */
    @Override
    public void close() throws IOException {
        syncers.shutdownNow();
        try (directory) {
            for (SummedStream stream : streams) {
                stream.next.close();
            }
        }
    }

    private Path create(SiteFile file) throws IOException {
        Path path = directory.staging().resolve(file.path().value());
        Path folder = path.getParent();
        if (folder != null && !folders.contains(folder)) {
            Files.createDirectories(folder);
            while (folder != null && !folder.equals(directory.staging()) && folders.add(folder)) {
                folder = folder.getParent();
            }
        }
        return path;
    }

    private static void write(Path path, byte[]... content) throws IOException {
        byte[] buffer = Tools.ofThread().buffer;
        int filled = 0;
        try (OutputStream out = new FileOutputStream(path.toFile())) {
            for (byte[] part : content) {
                if (part.length > buffer.length - filled) {
                    out.write(buffer, 0, filled);
                    filled = 0;
                }
                if (part.length > buffer.length) {
                    out.write(part);
                } else {
                    System.arraycopy(part, 0, buffer, filled, part.length);
                    filled += part.length;
                }
            }
            out.write(buffer, 0, filled);
        } catch (IOException e) {
            throw Disk.failure(path, e);
        }
    }

    private void record(SiteFile file, Path path, long size, String sha256) {
        remember(new WrittenFile(file, size, sha256));
        prove(() -> syncAndProve(path, size, sha256));
    }

    private void remember(WrittenFile file) {
        if (written.put(file.file().path().value(), file) != null) {
            throw new IllegalStateException("two files at " + file.file().path());
        }
    }

    private interface Proof {
        void run() throws IOException;
    }

    private void prove(Proof proof) {
        proofs.add(syncers.submit(() -> {
            proof.run();
            return null;
        }));
    }

    private static void syncAndProve(Path path, long size, String sha256) throws IOException {
        Tools tools = Tools.ofThread();
        tools.digest.reset();
        long read = 0;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.getFD().sync();
            for (int n = file.read(tools.buffer); n >= 0; n = file.read(tools.buffer)) {
                tools.digest.update(tools.buffer, 0, n);
                read += n;
            }
        } catch (IOException e) {
            throw Disk.failure(path, e);
        }
        if (read != size || !HexFormat.of().formatHex(tools.digest.digest()).equals(sha256)) {
            throw new IOException(path + ": the disk gives back other bytes than were written");
        }
    }

    private static void await(Future<?> proof) throws IOException {
        try {
            proof.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What a thread reads, writes and sums with, used again and again. */
    private static final class Tools {
        static final int BUFFER = 64 * 1024;

        private static final ThreadLocal<Tools> OF_THREAD = ThreadLocal.withInitial(Tools::new);

        private final MessageDigest digest = sha256();
        private final byte[] buffer = new byte[BUFFER];

        static Tools ofThread() {
            return OF_THREAD.get();
        }
    }

    /** A file that is summed as it is written. */
    private final class SummedStream extends OutputStream {
        private final SiteFile file;
        private final Path path;
        private final NextFile next;
        private final OutputStream out;
        private final MessageDigest digest = sha256();
        private long size;

        SummedStream(SiteFile file, Path path, NextFile next) {
            this.file = file;
            this.path = path;
            this.next = next;
            this.out = new BufferedOutputStream(next, Tools.BUFFER);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw Disk.failure(path, e);
            }
            digest.update(bytes, offset, length);
            size += length;
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw Disk.failure(path, e);
            }
        }

        @Override
        public void close() throws IOException {
            streams.remove(this);
            try (next) {
                out.flush();
                next.finish();
            } catch (IOException e) {
                throw Disk.failure(path, e);
            }
            record(file, path, size, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
