package io.github.orrery.site;

import java.util.zip.CRC32;

/**
 * The CRC-32 of joined texts, from the sums of the parts: multiplication of polynomials over GF(2) modulo the CRC's own
 * (RFC 1952, 8), so that no byte has to be read again.
 */
final class Crc32 {
    /** x^32 is left out; the bits are reflected, as in the sums themselves. */
    private static final int POLYNOMIAL = 0xEDB88320;
    /** x^0 in the reflected form. */
    private static final int ONE = 0x80000000;

    private Crc32() {}

    static int of(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }

    /**
     * The sum of two texts after one another.
     *
     * @param first the sum of the first
     * @param second the sum of the second
     * @param secondLength the second's length in bytes
     */
    static int join(int first, int second, long secondLength) {
        return times(first, powerOfX(8 * secondLength)) ^ second;
    }

    /** x^n modulo the polynomial, by squaring. */
    private static int powerOfX(long n) {
        int result = ONE;
        int square = ONE >>> 1;
        for (long rest = n; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    private static int times(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }
}
