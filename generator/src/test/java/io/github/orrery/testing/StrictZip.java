package io.github.orrery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip as the oldest clients do together (formats.md 11.2): entry by entry from the local headers, with sizes in
 * them, every directory once and before its children, one directory at the top. Refuses all else.
 */
public final class StrictZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int ENCRYPTED = 1;
    private static final int DATA_DESCRIPTOR = 8;

    private final ByteBuffer zip;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    private StrictZip(byte[] zip) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The entries in their order: names of directories end with a slash. */
    public static Map<String, byte[]> entries(Path file) {
        try {
            return entries(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException where a client would refuse it */
    public static Map<String, byte[]> entries(byte[] zip) {
        StrictZip reader = new StrictZip(zip);
        reader.readLocalEntries();
        reader.readCentralDirectory();
        reader.demandOneTopDirectory();
        return Collections.unmodifiableMap(reader.entries);
    }

    private void readLocalEntries() {
        while (zip.getInt(zip.position()) == LOCAL) {
            int offset = zip.position();
            zip.getInt();
            zip.getShort();
            int flags = zip.getShort();
            demand((flags & ENCRYPTED) == 0, "an encrypted entry");
            demand((flags & DATA_DESCRIPTOR) == 0, "a data descriptor");
            int method = zip.getShort();
            demand(method == 0 || method == 8, "method " + method);
            zip.getInt();
            int crc = zip.getInt();
            int compressed = zip.getInt();
            int size = zip.getInt();
            byte[] name = new byte[zip.getShort()];
            int extra = zip.getShort();
            demand(extra == 0, "an extra field");
            zip.get(name);
            byte[] stored = new byte[compressed];
            zip.get(stored);
            byte[] content = method == 0 ? stored : inflate(stored, size);
            demand(content.length == size, "another size than the header's");
            CRC32 sum = new CRC32();
            sum.update(content);
            demand((int) sum.getValue() == crc, "another CRC than the header's");
            add(new String(name, StandardCharsets.US_ASCII), content, offset);
        }
    }

    private void add(String name, byte[] content, int offset) {
        demand(name.matches("[\\x21-\\x7e]+") && !name.startsWith("/") && !name.contains(".."), "the name " + name);
        String trimmed = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        int slash = trimmed.lastIndexOf('/');
        demand(
                slash < 0 || entries.containsKey(trimmed.substring(0, slash + 1)),
                name + " before the directory that it is in");
        demand(!name.endsWith("/") || content.length == 0, name + " is a directory with content");
        demand(entries.put(name, content) == null, name + " twice");
        offsets.put(name, offset);
    }

    private void readCentralDirectory() {
        int begin = zip.position();
        for (Map.Entry<String, Integer> entry : offsets.entrySet()) {
            int at = zip.position();
            demand(zip.getInt(at) == CENTRAL, "fewer entries in the central directory");
            demand((zip.getShort(at + 8) & (ENCRYPTED | DATA_DESCRIPTOR)) == 0, "other flags in the central directory");
            byte[] name = new byte[zip.getShort(at + 28)];
            zip.position(at + 46);
            zip.get(name);
            demand(
                    new String(name, StandardCharsets.US_ASCII).equals(entry.getKey()),
                    "another order in the central directory");
            demand(zip.getInt(at + 42) == entry.getValue(), "another offset in the central directory");
            zip.position(zip.position() + zip.getShort(at + 30) + zip.getShort(at + 32));
        }
        int end = zip.position();
        demand(zip.getInt(end) == END, "no end");
        demand(zip.getShort(end + 10) == (short) entries.size(), "another number of entries");
        demand(zip.getInt(end + 16) == begin, "another place of the central directory");
        demand(zip.limit() == end + 22, "something after the end");
    }

    private void demandOneTopDirectory() {
        Set<String> tops = new LinkedHashSet<>();
        entries.keySet().forEach(name -> tops.add(name.substring(0, name.indexOf('/') + 1)));
        demand(tops.size() == 1 && !tops.contains(""), "the top entries " + tops);
    }

    private static byte[] inflate(byte[] deflated, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] content = new byte[size];
            int length = size == 0 ? 0 : inflater.inflate(content);
            demand(length == size, "fewer bytes than the header says");
            demand(inflater.finished() || inflater.inflate(new byte[1]) == 0, "more bytes than the header says");
            demand(inflater.finished() && inflater.getRemaining() == 0, "a deflate stream that does not end");
            return content;
        } catch (DataFormatException e) {
            throw new IllegalStateException("refused: not deflated", e);
        } finally {
            inflater.end();
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("refused: " + otherwise);
        }
    }
}
