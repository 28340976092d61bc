package io.github.orrery.write;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The site that a build replaces. A file that would be written again with the same bytes stays the file that it is: it
 * gets a name in the new site too. So it keeps its time, from which servers make {@code ETag} and {@code Last-Modified},
 * and the disk neither writes nor frees it. Bytes are compared, never times; what cannot be compared is written.
 */
final class OldSite {
    /** Where there is none. */
    static final OldSite NONE = new OldSite(null, Map.of());

    private static final String MODE = "mode";
    private static final String KIND_AND_OWNER = "unix:" + MODE + ",uid,gid";
    /** The bits of {@code st_mode} that say a plain file, and those that it may have when it is made (stat(2)). */
    private static final int PLAIN_FILE = 0100000;

    private static final int READ_AND_WRITE = 0666;

    private static final int PIECE = 64 * 1024;
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE));

    private final @Nullable Path root;
    private final Map<String, Object> ours;

    private OldSite(@Nullable Path root, Map<String, Object> ours) {
        this.root = root;
        this.ours = ours;
    }

    /**
     * The site at a place; one without files where there is none, or where the system does not say whose a file is.
     *
     * @param staging the directory of the new site, just made: its files get its owner and what it has of their mode
     */
    static OldSite at(Path place, Path staging) throws IOException {
        boolean isUnix = place.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (!isUnix || !Files.isDirectory(place)) {
            return NONE;
        }
        Map<String, Object> ours =
                new HashMap<>(Files.readAttributes(staging, KIND_AND_OWNER, LinkOption.NOFOLLOW_LINKS));
        ours.computeIfPresent(MODE, (name, mode) -> PLAIN_FILE | ((Integer) mode & READ_AND_WRITE));
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

    /** Begins a file of the new site, which becomes a further name of the old one unless their bytes differ. */
    NextFile begin(String name, Path path) throws IOException {
        Path old = old(name);
        if (old != null) {
            try {
                return new NextFile(path, old, FileChannel.open(old, StandardOpenOption.READ));
            } catch (IOException e) {
                // Then it is written.
            }
        }
        return new NextFile(path);
    }

    /** The old file of a name, as far as it may be kept: a plain one of the mode and the owner of new ones. */
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
    static final class NextFile extends OutputStream {
        private final Path path;
        private final @Nullable Path old;
        private final @Nullable FileChannel channel;
        private long equal;
        private @Nullable OutputStream out;

        private NextFile(Path path) throws IOException {
            this.path = path;
            this.old = null;
            this.channel = null;
            this.out = new FileOutputStream(path.toFile());
        }

        private NextFile(Path path, Path old, FileChannel channel) {
            this.path = path;
            this.old = old;
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (out == null) {
                if (isOldOnesNext(bytes, offset, length)) {
                    equal += length;
                    return;
                }
                out = written();
            }
            out.write(bytes, offset, length);
        }

        /** Puts the file into the new site; one that is only closed is not there, or not whole. */
        void finish() throws IOException {
            if (channel != null && old != null && out == null && (channel.size() != equal || !Disk.link(path, old))) {
                out = written();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                if (out != null) {
                    out.close();
                }
            } finally {
                if (channel != null) {
                    channel.close();
                }
            }
        }

        private boolean isOldOnesNext(byte[] bytes, int offset, int length) {
            try {
                return channel != null && goesOnWith(channel, bytes, offset, length);
            } catch (IOException e) {
                return false;
            }
        }

        /** A file of the new site that begins as the old one does. */
        private OutputStream written() throws IOException {
            FileOutputStream begun = new FileOutputStream(path.toFile());
            try {
                for (long done = 0; channel != null && done < equal; ) {
                    long copied = channel.transferTo(done, equal - done, begun.getChannel());
                    if (copied <= 0) {
                        throw new FileSystemException(
                                String.valueOf(old), null, "became shorter while the next site was made");
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
