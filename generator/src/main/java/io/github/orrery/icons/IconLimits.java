package io.github.orrery.icons;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a stranger's server may make us do at the most for one icon.
 *
 * @param bytes of the file
 * @param connect until a connection stands
 * @param idle until the next bytes come
 * @param total from the first request to the last byte, redirects included
 * @param reachable which addresses may be asked
 */
record IconLimits(int bytes, Duration connect, Duration idle, Duration total, Predicate<InetAddress> reachable) {
    /** Real icons have some 20 KB; the longest known one 400 KB. */
    static final IconLimits DEFAULT = new IconLimits(
            1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), PublicAddresses::contain);

    /** Of an address, in characters: it is sent without a limit of time, so it must fit what a system sends at once. */
    static final int ADDRESS = 8 << 10;

    /** Of the headers of one answer, in bytes. */
    static final int HEADERS = 16 << 10;

    static final int REDIRECTS = 5;
}
