package io.github.orrery.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a zip that every client reads (formats.md 11.2): each directory has an entry of its own, once, before what is
 * in it; sizes stand in the local headers, without data descriptors; all times are the same.
 */
public final class ZipArchive implements AutoCloseable {
    /** 1980-01-01 would add an extra field that depends on the time zone (trust.md 8.8). */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipArchiveOutputStream zip;
    private final Set<String> directories = new HashSet<>();

    /** @param out closed with this */
    public ZipArchive(OutputStream out) {
        zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NEVER);
    }

    /** Adds a directory and those above it, where they are not there. */
    public void directory(String name) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash + 1);
            if (directories.add(directory)) {
                ZipArchiveEntry entry = new ZipArchiveEntry(directory);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCompressedSize(0);
                entry.setCrc(0);
                add(entry, new byte[0]);
            }
        }
    }

    /** Adds a file, and the directories above it where they are not there. */
    public void file(ZipEntryBytes file) throws IOException {
        directory(file.name().substring(0, file.name().lastIndexOf('/') + 1));
        ZipArchiveEntry entry = new ZipArchiveEntry(file.name());
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setSize(file.size());
        entry.setCompressedSize(file.deflated().length);
        entry.setCrc(Integer.toUnsignedLong(file.crc()));
        add(entry, file.deflated());
    }

    private void add(ZipArchiveEntry entry, byte[] raw) throws IOException {
        entry.setTimeLocal(TIME);
        entry.setUnixMode(entry.isDirectory() ? 0755 : 0644);
        zip.addRawArchiveEntry(entry, new ByteArrayInputStream(raw));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
