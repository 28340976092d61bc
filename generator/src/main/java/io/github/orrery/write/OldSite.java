package io.github.orrery.write;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The site that a build replaces. A file that would be written again with the same bytes stays the file that it is: it
 * gets a name in the new site too. So it keeps its time, from which servers make {@code ETag} and {@code Last-Modified},
 * and the disk neither writes nor frees it. Bytes are compared, never times; what cannot be compared is written.
 */
final class OldSite {
    private static final String KIND_AND_OWNER = "unix:mode,uid,gid";
    private static final int PIECE = 64 * 1024;
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE));

    /** Where there is none. */
    static final OldSite NONE = new OldSite(null, Map.of());

    private final @Nullable Path root;
    private final Map<String, Object> ours;

    private OldSite(@Nullable Path root, Map<String, Object> ours) {
        this.root = root;
        this.ours = ours;
    }

    /**
     * The site at a place; one without files where there is none, or where the system does not say whose a file is.
     *
     * @param staging an empty directory in which files are made as those of the new site will be
     */
    static OldSite at(Path place, Path staging) throws IOException {
        boolean isUnix = place.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (!isUnix || !Files.isDirectory(place)) {
            return NONE;
        }
        Path sample = Files.createFile(staging.resolve("sample"));
        Map<String, Object> ours = Files.readAttributes(sample, KIND_AND_OWNER, LinkOption.NOFOLLOW_LINKS);
        Files.delete(sample);
        return new OldSite(place.toRealPath(), ours);
    }

    /**
     * Gives the old file of a name a name in the new site as well, if it is just what would be written.
     *
     * @param name relative to the site
     * @param path where the file of the new site goes
     */
    boolean keep(String name, Path path, byte[]... content) {
        Path old = old(name);
        if (old == null) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(old, StandardOpenOption.READ)) {
            long size = 0;
            for (byte[] part : content) {
                size += part.length;
            }
            if (channel.size() != size) {
                return false;
            }
            for (byte[] part : content) {
                if (!goesOnWith(channel, part, 0, part.length)) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return Disk.link(path, old);
    }

    /** Opens a file of the new site, which becomes a further name of the old one unless their bytes differ. */
    OutputStream open(String name, Path path) throws IOException {
        Path old = old(name);
        return old == null ? new FileOutputStream(path.toFile()) : new Comparing(old, path);
    }

    /** The old file of a name, as far as it may be kept: a plain one of the kind, the mode and the owner of new ones. */
    private @Nullable Path old(String name) {
        if (root == null) {
            return null;
        }
        Path old = root.resolve(name);
        try {
            Map<String, Object> attributes = Files.readAttributes(old, KIND_AND_OWNER, LinkOption.NOFOLLOW_LINKS);
            return attributes.equals(ours) ? old : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean goesOnWith(FileChannel channel, byte[] bytes, int from, int length) throws IOException {
        ByteBuffer buffer = BUFFER.get();
        for (int done = 0; done < length; ) {
            buffer.clear().limit(Math.min(PIECE, length - done));
            int read = channel.read(buffer);
            if (read < 0 || !buffer.flip().equals(ByteBuffer.wrap(bytes, from + done, read))) {
                return false;
            }
            done += read;
        }
        return true;
    }

    /** Compares for as long as the bytes are those of the old file, and writes from the first piece that is not. */
    private static final class Comparing extends OutputStream {
        private final Path old;
        private final Path path;
        private final FileChannel channel;
        private long equal;
        private @Nullable OutputStream out;

        Comparing(Path old, Path path) throws IOException {
            this.old = old;
            this.path = path;
            this.channel = FileChannel.open(old, StandardOpenOption.READ);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (out == null) {
                channel.position(equal);
                if (goesOnWith(channel, bytes, offset, length)) {
                    equal += length;
                    return;
                }
                out = written();
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (out == null && (channel.size() != equal || !Disk.link(path, old))) {
                    out = written();
                }
                if (out != null) {
                    out.close();
                }
            }
        }

        /** A file of the new site that begins as the old one does. */
        private OutputStream written() throws IOException {
            FileOutputStream begun = new FileOutputStream(path.toFile());
            try {
                for (long done = 0; done < equal; ) {
                    long copied = channel.transferTo(done, equal - done, begun.getChannel());
                    if (copied <= 0) {
                        throw new IOException(old + " became shorter while it was read");
                    }
                    done += copied;
                }
                return begun;
            } catch (IOException e) {
                begun.close();
                throw e;
            }
        }
    }
}
