package io.github.orrery.publish;

import io.github.orrery.publication.PublishedFile;
import org.jspecify.annotations.Nullable;

/**
 * What an object is served with.
 *
 * @param contentType as clients must see it, with parameters
 * @param cacheControl value of the Cache-Control header
 * @param contentEncoding {@code gzip} where the stored bytes are compressed; null where they are not
 */
public record ObjectHeaders(String contentType, String cacheControl, @Nullable String contentEncoding) {
    /** For objects that are named by their hash: any bytes, which never change. */
    static final ObjectHeaders BY_HASH =
            new ObjectHeaders("application/octet-stream", "public, max-age=31536000, immutable", null);

    /** For JSON that never changes. */
    static final ObjectHeaders IMMUTABLE_JSON =
            new ObjectHeaders("application/json", "public, max-age=31536000, immutable", null);

    /** For JSON that every reader must ask for anew. */
    static final ObjectHeaders RECORD = new ObjectHeaders("application/json", "no-cache, max-age=0", null);

    /** What a file of a publication is served with under its name. */
    static ObjectHeaders of(PublishedFile file) {
        return new ObjectHeaders(file.type(), file.cache(), file.gzip() == null ? null : "gzip");
    }
}
