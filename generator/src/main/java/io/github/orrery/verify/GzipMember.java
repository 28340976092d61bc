package io.github.orrery.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file that is exactly one member (RFC 1952), with its sum and length proven and nothing after
 * it. Java's own stream takes garbage at the end.
 */
final class GzipMember extends InputStream {
    private static final String REMEDY = "make the compressed file anew, as one gzip stream (gzip -6 -n FILE)";
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[32 * 1024];
    private int fed;
    private long read;
    private boolean ended;

    /** Reads the header. */
    GzipMember(InputStream in) throws IOException {
        this.in = in;
        int[] header = new int[10];
        for (int i = 0; i < header.length; i++) {
            header[i] = next();
        }
        if (header[0] != 0x1f || header[1] != 0x8b || header[2] != 8) {
            throw damaged("is no gzip");
        }
        int flags = header[3];
        if ((flags & EXTRA) != 0) {
            int length = next() | next() << 8;
            for (int i = 0; i < length; i++) {
                next();
            }
        }
        for (int flag : new int[] {NAME, COMMENT}) {
            if ((flags & flag) != 0) {
                int character;
                do {
                    character = next();
                } while (character != 0);
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            next();
            next();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            while (true) {
                int n = inflater.inflate(bytes, offset, length);
                if (n > 0) {
                    crc.update(bytes, offset, n);
                    read += n;
                    return n;
                }
                if (inflater.finished()) {
                    end();
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw damaged("wants a dictionary");
                }
                fed = in.read(input);
                if (fed < 0) {
                    throw damaged("ends within the compressed data");
                }
                inflater.setInput(input, 0, fed);
            }
        } catch (DataFormatException e) {
            throw damaged("cannot be decompressed");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void end() throws IOException {
        ended = true;
        int rest = inflater.getRemaining();
        byte[] after = new byte[rest];
        System.arraycopy(input, fed - rest, after, 0, rest);
        long[] trailer = new long[2];
        for (int i = 0; i < 8; i++) {
            int b = i < rest ? after[i] & 0xFF : next();
            trailer[i / 4] |= (long) b << (8 * (i % 4));
        }
        if (trailer[0] != crc.getValue() || trailer[1] != (read & 0xFFFFFFFFL)) {
            throw damaged("is damaged: its sum or length is not that of its content");
        }
        if (rest > 8 || in.read() >= 0) {
            throw damaged("goes on after its end, expected one gzip stream and nothing more");
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw damaged("ends within its frame");
        }
        return b;
    }

    private static Refused damaged(String what) {
        return new Refused(Fault.GZIP_DAMAGED, "the gzip stream " + what, REMEDY);
    }
}
