package io.github.orrery.publication;

import org.jspecify.annotations.Nullable;

/**
 * A file of a publication.
 *
 * @param content what a client sees
 * @param gzip the compressed form of the content that is stored in its place; null where the content itself is
 */
public record PublishedFile(Sum content, String type, String cache, @Nullable Sum gzip) {
    /**
     * Names bytes.
     *
     * @param sha256 64 lower-case hex digits
     * @param size in bytes
     */
    public record Sum(String sha256, long size) {}

    /** The bytes as they are stored. */
    public Sum stored() {
        return gzip == null ? content : gzip;
    }
}
