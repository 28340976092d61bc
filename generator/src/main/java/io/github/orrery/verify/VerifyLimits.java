package io.github.orrery.verify;

import java.time.Duration;

/**
 * What a stranger's server may make us do at the most.
 *
 * @param plainBytes length of one file, decompressed
 * @param ratio how many times longer than what was sent a decompressed file may be, once it is longer than 1 MiB
 * @param headerBytes length of all headers of one answer
 * @param connect until a connection stands
 * @param idle until the next bytes come
 * @param total for one file, from the request to its last byte
 */
public record VerifyLimits(
        long plainBytes, int ratio, int headerBytes, Duration connect, Duration idle, Duration total) {
    /** The real indexes have 30 MB and compress to a fifth. */
    public static final VerifyLimits DEFAULT = new VerifyLimits(
            512L << 20, 200, 32 << 10, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** As many redirects as a Java client follows. */
    static final int REDIRECTS = 20;

    public VerifyLimits withPlainBytes(long bytes) {
        return new VerifyLimits(bytes, ratio, headerBytes, connect, idle, total);
    }

    public VerifyLimits withTotal(Duration duration) {
        Duration shorter = idle.compareTo(duration) < 0 ? idle : duration;
        return new VerifyLimits(plainBytes, ratio, headerBytes, connect, shorter, duration);
    }
}
