package io.github.orrery.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A place that holds objects by key, e.g. {@code 1.13/package/kafka.json}: object storage, or a directory. A write is
 * seen by every later read, and a reader gets the whole old or the whole new object. Safe for use by several threads.
 *
 * <p>Every method throws {@link BucketException} where the place fails, and says whether trying again may help.
 */
public interface Bucket extends AutoCloseable {
    /**
     * An object of a listing.
     *
     * @param size in bytes
     * @param modified when it was last written, by the clock of the place
     */
    record Listed(long size, Instant modified) {}

    /**
     * An object without its content.
     *
     * @param size in bytes
     * @param etag changes when the content does
     * @param sha256 of the content, 64 lower-case hex digits; null where the place does not know it
     */
    record Head(long size, String etag, @Nullable String sha256, ObjectHeaders headers) {}

    /** An object with its content. */
    final class Stored {
        private final byte[] bytes;
        private final String etag;

        public Stored(byte[] bytes, String etag) {
            this.bytes = bytes;
            this.etag = etag;
        }

        /** The content; not copied. */
        public byte[] bytes() {
            return bytes;
        }

        public String etag() {
            return etag;
        }
    }

    /** The objects whose keys begin with a prefix, by key. */
    SortedMap<String, Listed> list(String prefix) throws IOException;

    /** The whole object; for records and small files. */
    Optional<Stored> get(String key) throws IOException;

    Optional<Head> head(String key) throws IOException;

    /**
     * Writes an object.
     *
     * @return its etag
     * @throws ConditionFailedException where the condition does not hold; nothing is written then
     */
    String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition) throws IOException;

    /** Writes an object with the content of another one, without sending that content. */
    void copy(String from, String to, ObjectHeaders headers) throws IOException;

    /** Removes an object; nothing where there is none. */
    void delete(String key) throws IOException;

    /** Whether objects are served with the headers they are put with. */
    boolean keepsHeaders();

    /** The place in the words of the user, e.g. {@code s3://bucket/prefix}, without secrets. */
    String name();

    @Override
    void close() throws IOException;
}
