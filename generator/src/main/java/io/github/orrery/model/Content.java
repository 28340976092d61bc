package io.github.orrery.model;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, or a part of it, as a key: revisions of a package repeat many. */
public final class Content {
    private final byte[] bytes;
    private final String base;
    private final int hash;

    private Content(byte[] bytes, String base) {
        this.bytes = bytes;
        this.base = base;
        CRC32 sum = new CRC32();
        sum.update(bytes);
        this.hash = (int) sum.getValue();
    }

    public static Content of(SourceFile file) {
        return new Content(file.bytes(), "");
    }

    /** Bytes that are no file; shared, so not to be changed. */
    public static Content of(byte[] bytes) {
        return new Content(bytes, "");
    }

    public static Content of(RevisionPart part) {
        return new Content(part.file().bytes(), part.base());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content that
                && hash == that.hash
                && base.equals(that.base)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
