package io.github.orrery.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The entries of a tar archive, for tests. */
public final class Tar {
    /** @param time seconds since 1970 */
    @SuppressWarnings("ArrayRecordComponent") // tests compare the parts
    public record Entry(byte[] content, long time, int mode, long user, String userName) {}

    private Tar() {}

    /** The entries of a tar in a gzip file of one member. */
    public static Map<String, Entry> gzipped(byte[] tgz) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(tgz))) {
            return entries(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Entry> entries(byte[] archive) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Entry known = new Entry(
                        tar.readAllBytes(),
                        entry.getLastModifiedTime().toInstant().getEpochSecond(),
                        entry.getMode(),
                        entry.getLongUserId(),
                        entry.getUserName());
                if (entries.put(entry.getName(), known) != null) {
                    throw new IllegalStateException(entry.getName() + " twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
