package io.github.orrery.serve;

import java.time.Duration;

/**
 * What clients may take of a preview.
 *
 * @param connections how many may be open at once; one more is turned away
 * @param headerBytes how long the first line and the headers of a request may be together
 * @param headerLines how many headers a request may have
 * @param idle how long a connection may be open without a request
 * @param request how long a request may take from its first byte to the end of its headers
 * @param stall how long a client may take nothing of an answer that it is sent
 */
public record ServeLimits(
        int connections, int headerBytes, int headerLines, Duration idle, Duration request, Duration stall) {
    /** Enough for any browser and for the clusters of a company. */
    public static final ServeLimits DEFAULT = new ServeLimits(
            256, 16 * 1024, 100, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
