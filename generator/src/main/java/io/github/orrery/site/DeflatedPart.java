package io.github.orrery.site;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A stretch of bytes that is compressed once and then stands in any number of gzip files: a deflate stream without
 * its end, on a byte boundary (RFC 1951; what zlib calls a sync flush). It consists of pieces, which other parts may
 * share.
 */
public final class DeflatedPart {
    /** For what clusters fetch every minute; level 9 makes that 0.6 % smaller and takes half as long again. */
    private static final int LEVEL = 6;
    /** For archives that few people fetch: a third quicker, 2.5 % larger. */
    private static final int QUICK = 5;

    private static final int WINDOW = 32 * 1024;
    private static final int MOST_KEPT = 1024 * 1024;
    private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(Tools::new);

    /** What a thread compresses with, used again and again. */
    private static final class Tools {
        /** One for each level: a deflater whose level is set anew does not take all of the first text after that. */
        private final Deflater thorough = new Deflater(LEVEL, true);

        private final Deflater quick = new Deflater(QUICK, true);
        private final byte[] window = new byte[WINDOW];
        private byte[] out = new byte[0];

        /** An array that is larger than what texts of that size become, whatever they are: so it is never full. */
        byte[] roomFor(long size) {
            int bound = Math.toIntExact(size + size / 1024 + 128);
            if (bound > MOST_KEPT) {
                return new byte[bound];
            }
            if (bound > out.length) {
                out = new byte[Math.max(bound, Math.min(2 * out.length, MOST_KEPT))];
            }
            return out;
        }
    }

    private final List<byte[]> plain;
    private final List<byte[]> deflated;
    private final long plainSize;
    private final long deflatedSize;
    private final int crc;

    private DeflatedPart(List<byte[]> plain, List<byte[]> deflated) {
        this.plain = List.copyOf(plain);
        this.deflated = List.copyOf(deflated);
        this.plainSize = size(plain);
        this.deflatedSize = size(deflated);
        CRC32 sum = new CRC32();
        for (byte[] piece : plain) {
            sum.update(piece, 0, piece.length);
        }
        this.crc = (int) sum.getValue();
    }

    public static DeflatedPart of(byte[] plain) {
        List<byte[]> pieces = List.of(plain);
        return new DeflatedPart(pieces, List.of(deflateAfter(List.of(), pieces)));
    }

    /** Pieces after one another, compressed with less effort. */
    public static DeflatedPart quick(List<byte[]> plain) {
        Tools tools = TOOLS.get();
        return new DeflatedPart(plain, List.of(deflate(tools, tools.quick, 0, plain, Deflater.SYNC_FLUSH)));
    }

    /** A short text that is not worth compressing. */
    public static DeflatedPart stored(byte[] plain) {
        return new DeflatedPart(List.of(plain), List.of(storedBlock(plain, false)));
    }

    /** A stretch that was compressed piece by piece. */
    static DeflatedPart joined(List<byte[]> plain, List<byte[]> deflated) {
        return new DeflatedPart(plain, deflated);
    }

    /** The bytes, in pieces. */
    public List<byte[]> plain() {
        return plain;
    }

    /** The same, compressed, in other pieces. */
    List<byte[]> deflated() {
        return deflated;
    }

    /** How many bytes there are. */
    public long plainSize() {
        return plainSize;
    }

    /** How many bytes they are compressed. */
    public long deflatedSize() {
        return deflatedSize;
    }

    /** The CRC-32 of the bytes. */
    int crc() {
        return crc;
    }

    /**
     * Texts as part of a deflate stream, up to a byte boundary.
     *
     * @param before what stands before them in every stream that they become part of: its last 32 KiB are their
     *     dictionary
     */
    static byte[] deflateAfter(List<byte[]> before, List<byte[]> texts) {
        Tools tools = TOOLS.get();
        return deflate(tools, tools.thorough, window(before, tools.window), texts, Deflater.SYNC_FLUSH);
    }

    /** The bytes as a whole deflate stream. */
    static byte[] deflateWhole(byte[] plain) {
        Tools tools = TOOLS.get();
        return deflate(tools, tools.thorough, 0, List.of(plain), Deflater.NO_FLUSH);
    }

    /** A stored block of at most 65,535 bytes; it begins and ends on a byte boundary. */
    static byte[] storedBlock(byte[] plain, boolean last) {
        byte[] block = new byte[5 + plain.length];
        block[0] = (byte) (last ? 1 : 0);
        block[1] = (byte) plain.length;
        block[2] = (byte) (plain.length >> 8);
        block[3] = (byte) ~block[1];
        block[4] = (byte) ~block[2];
        System.arraycopy(plain, 0, block, 5, plain.length);
        return block;
    }

    /** Puts the end of some texts at the end of an array; gives back how many bytes that are. */
    private static int window(List<byte[]> before, byte[] window) {
        int free = window.length;
        for (int i = before.size() - 1; i >= 0 && free > 0; i--) {
            byte[] text = before.get(i);
            int taken = Math.min(free, text.length);
            System.arraycopy(text, text.length - taken, window, free - taken, taken);
            free -= taken;
        }
        return window.length - free;
    }

    /** @param windowed how many bytes at the end of the window are the dictionary */
    private static byte[] deflate(Tools tools, Deflater deflater, int windowed, List<byte[]> texts, int flush) {
        deflater.reset();
        if (windowed > 0) {
            deflater.setDictionary(tools.window, WINDOW - windowed, windowed);
        }
        byte[] out = tools.roomFor(size(texts));
        int length = 0;
        for (int i = 0; i < texts.size(); i++) {
            boolean last = i == texts.size() - 1;
            deflater.setInput(texts.get(i));
            if (last && flush == Deflater.NO_FLUSH) {
                deflater.finish();
            }
            length += deflater.deflate(out, length, out.length - length, last ? flush : Deflater.NO_FLUSH);
        }
        return Arrays.copyOf(out, length);
    }

    private static long size(List<byte[]> pieces) {
        long size = 0;
        for (byte[] piece : pieces) {
            size += piece.length;
        }
        return size;
    }
}
