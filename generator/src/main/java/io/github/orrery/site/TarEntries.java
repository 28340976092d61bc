package io.github.orrery.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Stretches of a tar archive: what belongs to one package is made by itself, and the archive is their concatenation
 * with {@link #end()} after them. Owner, group and mode are fixed, and all times are the same.
 */
public final class TarEntries {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;
    private final long time;

    /** @param time seconds since 1970 that every entry carries */
    public TarEntries(long time) {
        this.time = time;
        tar = new TarArchiveOutputStream(bytes, BLOCK, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Adds a regular file. */
    public TarEntries file(String name, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(FileTime.from(time, TimeUnit.SECONDS));
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException("a tar in memory cannot be written", e);
        }
        return this;
    }

    /** The entries so far, without the archive's end. */
    public byte[] bytes() {
        try {
            tar.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a tar in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** The end of an archive: two empty blocks. */
    public static byte[] end() {
        return new byte[2 * BLOCK];
    }
}
