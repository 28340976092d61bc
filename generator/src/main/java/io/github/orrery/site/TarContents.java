package io.github.orrery.site;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar archive of a stranger from begin to end, without putting anything on the disk. */
public final class TarContents {
    /** Takes one entry. */
    public interface Sink {
        /**
         * @param name as it stands in the archive
         * @param regularFile whether it is a file with content, and no directory, link or device
         */
        void entry(String name, boolean regularFile);
    }

    private TarContents() {}

    /**
     * Reads all entries with their content.
     *
     * @throws IOException where the archive is damaged or cut off, or the stream fails
     */
    public static void read(InputStream tar, Sink sink) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
            byte[] buffer = new byte[64 * 1024];
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                long read = 0;
                for (int n = entries.read(buffer); n >= 0; n = entries.read(buffer)) {
                    read += n;
                }
                if (read != entry.getSize()) {
                    throw new IOException("the archive ends within an entry");
                }
                sink.entry(entry.getName(), entry.isFile());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("no tar archive: " + e.getMessage(), e);
        }
    }
}
