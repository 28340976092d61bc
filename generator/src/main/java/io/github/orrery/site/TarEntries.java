package io.github.orrery.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Stretches of a tar archive: what belongs to one package is made by itself, and the archive is their concatenation
 * with {@link #end()} after them. Owner, group and mode are fixed, and all times are the same.
 *
 * <p>Most headers differ in name, size and sum only: they are made from one of the library's.
 */
public final class TarEntries {
    private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;
    private static final int SIZE_DIGITS = TarConstants.SIZELEN - 1;
    private static final int SIZE_AT =
            TarConstants.NAMELEN + TarConstants.MODELEN + TarConstants.UIDLEN + TarConstants.GIDLEN;
    private static final int SUM_DIGITS = TarConstants.CHKSUMLEN - 2;

    private final long time;
    private final byte[] model;
    private final int modelSum;
    private final List<byte[]> pieces = new ArrayList<>();

    /** @param time seconds since 1970 that every entry carries */
    public TarEntries(long time) {
        this.time = time;
        model = headers("", 0);
        int sum = 0;
        for (byte b : model) {
            sum += b & 0xff;
        }
        for (int i = 0; i < TarConstants.CHKSUMLEN; i++) {
            sum += ' ' - model[TarConstants.CHKSUM_OFFSET + i]; // the sum is of a header with blanks in its place
        }
        modelSum = sum;
    }

    /** Adds a regular file. */
    public TarEntries file(String name, byte[] content) {
        pieces.add(
                isShort(name) && model.length == BLOCK ? header(name, content.length) : headers(name, content.length));
        pieces.add(content);
        int rest = content.length % BLOCK;
        if (rest > 0) {
            pieces.add(new byte[BLOCK - rest]);
        }
        return this;
    }

    /** The entries so far, without the archive's end, in pieces. */
    public List<byte[]> pieces() {
        return Collections.unmodifiableList(pieces);
    }

    /** The end of an archive: two empty blocks. */
    public static byte[] end() {
        return new byte[2 * BLOCK];
    }

    private static boolean isShort(String name) {
        if (name.length() > TarConstants.NAMELEN || name.endsWith("/")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x7f || name.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }

    private byte[] header(String name, int size) {
        byte[] header = Arrays.copyOf(model, BLOCK);
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, 0, bytes.length);
        int sum = modelSum + octal(size, header, SIZE_AT, SIZE_DIGITS);
        for (byte b : bytes) {
            sum += b;
        }
        octal(sum, header, TarConstants.CHKSUM_OFFSET, SUM_DIGITS);
        return header;
    }

    /** Writes a number over the zeros of the model; gives back how much that adds to the sum. */
    private static int octal(int number, byte[] header, int at, int digits) {
        int added = 0;
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            int digit = rest & 7;
            header[i] = (byte) ('0' + digit);
            added += digit;
            rest >>>= 3;
        }
        return added;
    }

    /** The header of an entry, and before it what has no place in it. */
    private byte[] headers(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(FileTime.from(time, TimeUnit.SECONDS));
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, BLOCK, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        try {
            tar.putArchiveEntry(entry);
            tar.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a tar in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }
}
