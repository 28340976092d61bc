package io.github.orrery.site;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes one gzip member from parts that were compressed before (RFC 1952): no time, no name, so that the same parts
 * give the same bytes.
 */
public final class GzipJoin implements AutoCloseable {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final byte[] LAST_BLOCK = DeflatedPart.storedBlock(new byte[0], true);

    private final OutputStream out;
    private int crc;
    private long length;

    /** @param out closed with this */
    public GzipJoin(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    /** A whole gzip file in memory. */
    public static byte[] of(List<DeflatedPart> parts) {
        int size = HEADER.length + LAST_BLOCK.length + 8;
        for (DeflatedPart part : parts) {
            size += (int) part.deflatedSize();
        }
        ByteBuffer gzip =
                ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(HEADER);
        int crc = 0;
        long length = 0;
        for (DeflatedPart part : parts) {
            part.deflated().forEach(gzip::put);
            crc = Crc32.join(crc, part.crc(), part.plainSize());
            length += part.plainSize();
        }
        return gzip.put(LAST_BLOCK).putInt(crc).putInt((int) length).array();
    }

    public void add(DeflatedPart part) throws IOException {
        for (byte[] piece : part.deflated()) {
            out.write(piece);
        }
        crc = Crc32.join(crc, part.crc(), part.plainSize());
        length += part.plainSize();
    }

    /** Writes the end of the member. */
    @Override
    public void close() throws IOException {
        try (out) {
            out.write(LAST_BLOCK);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(crc)
                    .putInt((int) length)
                    .array());
        }
    }
}
