package io.github.orrery.write;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of the new site of which the old one may hold the same: compares for as long as the bytes are those of the old
 * file, and writes from the first piece that is not.
 */
final class NextFile extends OutputStream {
    private static final int PIECE = 64 * 1024;
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE));

    private final Path path;
    private final @Nullable Path old;
    private final @Nullable FileChannel channel;
    private long equal;
    private @Nullable OutputStream out;

    NextFile(Path path) throws IOException {
        this.path = path;
        this.old = null;
        this.channel = null;
        this.out = new FileOutputStream(path.toFile());
    }

    NextFile(Path path, Path old, FileChannel channel) {
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

    /** Whether the next bytes of an old file are these; reads as many of them. */
    static boolean goesOnWith(FileChannel channel, byte[] bytes, int from, int length) throws IOException {
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
}
