package io.github.orrery.verify;

import io.github.orrery.publication.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.LongSupplier;

/** Sums and counts what is read, and ends where it grows beyond the limits. */
final class MeasuredStream extends FilterInputStream {
    private static final long RATIO_MATTERS = 1 << 20;

    private final VerifyLimits limits;
    private final LongSupplier sent;
    private final MessageDigest digest = Sha256.digest();
    private long size;

    /**
     * @param plain the decompressed content
     * @param sent how many bytes came so far, compressed as they are
     */
    MeasuredStream(InputStream plain, VerifyLimits limits, LongSupplier sent) {
        super(plain);
        this.limits = limits;
        this.sent = sent;
    }

    /** A stream that is as long as what was sent. */
    static MeasuredStream of(InputStream plain, VerifyLimits limits) {
        return new MeasuredStream(plain, limits, () -> Long.MAX_VALUE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
            digest.update(bytes, offset, n);
            size += n;
            if (size > limits.plainBytes()) {
                throw new Refused(
                        Fault.TOO_LONG,
                        "is longer than " + limits.plainBytes() + " bytes, which is as much as is read",
                        "serve the file that was built; --max-bytes reads more where it really is that long");
            }
            if (size > RATIO_MATTERS && size / limits.ratio() > sent.getAsLong()) {
                throw new Refused(
                        Fault.BOMB,
                        "grows to more than " + limits.ratio() + " times its size when it is decompressed",
                        "serve the .gz file that was built");
            }
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left. */
    void drain() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int n;
        do {
            n = read(buffer, 0, buffer.length);
        } while (n >= 0);
    }

    long size() {
        return size;
    }

    /** The sum of what was read, in lower-case hexadecimal digits; to be asked once. */
    String sha256Hex() {
        return Sha256.hex(digest.digest());
    }
}
