package io.github.orrery.site;

import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/**
 * A stretch of bytes that is compressed once and then stands in any number of gzip files: a deflate stream without
 * its end, on a byte boundary (RFC 1951; what zlib calls a sync flush).
 *
 * @param plain the bytes
 * @param deflated the same, compressed
 * @param crc the CRC-32 of the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record DeflatedPart(byte[] plain, byte[] deflated, int crc) {
    /** For what clusters fetch every minute; level 9 makes that 0.6 % smaller and takes half as long again. */
    private static final int LEVEL = 6;
    /** For archives that few people fetch: a third quicker, 2.5 % larger. */
    private static final int QUICK = 5;

    private static final byte[] NO_WINDOW = {};
    /** One for each level: a deflater whose level is set anew does not take all of the first text after that. */
    private static final ThreadLocal<Deflater> DEFLATERS = ThreadLocal.withInitial(() -> new Deflater(LEVEL, true));

    private static final ThreadLocal<Deflater> QUICK_DEFLATERS =
            ThreadLocal.withInitial(() -> new Deflater(QUICK, true));

    public static DeflatedPart of(byte[] plain) {
        return joined(plain, deflate(NO_WINDOW, List.of(plain), Deflater.SYNC_FLUSH, DEFLATERS));
    }

    /** The same with less effort. */
    public static DeflatedPart quick(byte[] plain) {
        return joined(plain, deflate(NO_WINDOW, List.of(plain), Deflater.SYNC_FLUSH, QUICK_DEFLATERS));
    }

    /** A stretch that was compressed piece by piece. */
    static DeflatedPart joined(byte[] plain, byte[] deflated) {
        return new DeflatedPart(plain, deflated, Crc32.of(plain));
    }

    /**
     * Texts as part of a deflate stream, up to a byte boundary.
     *
     * @param window what stands before them in every stream that they become part of; at most 32 KiB
     */
    static byte[] deflateAfter(byte[] window, List<byte[]> texts) {
        return deflate(window, texts, Deflater.SYNC_FLUSH, DEFLATERS);
    }

    /** A short text that is not worth compressing. */
    public static DeflatedPart stored(byte[] plain) {
        return new DeflatedPart(plain, storedBlock(plain, false), Crc32.of(plain));
    }

    /** The bytes as a whole deflate stream. */
    static byte[] deflateWhole(byte[] plain) {
        return deflate(NO_WINDOW, List.of(plain), Deflater.NO_FLUSH, DEFLATERS);
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

    private static byte[] deflate(byte[] window, List<byte[]> texts, int flush, ThreadLocal<Deflater> deflaters) {
        Deflater deflater = deflaters.get();
        deflater.reset();
        if (window.length > 0) {
            deflater.setDictionary(window);
        }
        int size = 0;
        for (byte[] text : texts) {
            size += text.length;
        }
        byte[] out = new byte[Math.max(64, size / 3)];
        int length = 0;
        for (int i = 0; i < texts.size(); i++) {
            boolean last = i == texts.size() - 1;
            deflater.setInput(texts.get(i));
            if (last && flush == Deflater.NO_FLUSH) {
                deflater.finish();
            }
            do {
                if (length == out.length) {
                    out = Arrays.copyOf(out, out.length * 2);
                }
                length += deflater.deflate(out, length, out.length - length, last ? flush : Deflater.NO_FLUSH);
            } while (length == out.length);
        }
        return Arrays.copyOf(out, length);
    }
}
