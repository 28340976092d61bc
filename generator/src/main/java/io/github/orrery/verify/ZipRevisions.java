package io.github.orrery.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The revisions of a zip for the oldest clusters (formats.md 3), each put together as an element of an index. */
final class ZipRevisions {
    /** Takes one revision. */
    interface Sink {
        void revision(JsonNode item);
    }

    private static final Pattern FILE =
            Pattern.compile("[^/]+/repo/packages/[A-Z]/([^/]+)/([0-9]{1,18})/([a-z]+)\\.json(?:\\.mustache)?");
    private static final int MOST_ENTRIES = 200_000;
    private static final int LONGEST_FILE = 16 << 20;
    private static final JsonLimits PART = new JsonLimits(LONGEST_FILE, 200, 1000);

    private record Key(String name, long releaseVersion) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = name.compareTo(other.name);
            return order == 0 ? Long.compare(releaseVersion, other.releaseVersion) : order;
        }
    }

    private ZipRevisions() {}

    /**
     * Reads a zip as it streams in.
     *
     * @throws Refused where it is none, or grows beyond the limits
     * @throws IOException where the stream fails
     */
    static void read(InputStream in, VerifyLimits limits, Sink sink) throws IOException {
        TreeMap<Key, ObjectNode> revisions = new TreeMap<>();
        long total = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new ZipException("it holds more than " + MOST_ENTRIES + " entries");
                }
                byte[] bytes = bytes(zip);
                total += bytes.length;
                if (total > limits.plainBytes()) {
                    throw new ZipException("it is longer than " + limits.plainBytes() + " bytes when decompressed");
                }
                Matcher file = FILE.matcher(entry.getName());
                if (file.matches()) {
                    Key key = new Key(file.group(1), Long.parseLong(file.group(2)));
                    add(revisions.computeIfAbsent(key, k -> Json.NODES.objectNode()), file.group(3), bytes, entry);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw refused("is a zip that cannot be read: " + e.getMessage());
        }
        if (entries == 0) {
            throw refused("is no zip");
        }
        for (Map.Entry<Key, ObjectNode> revision : revisions.entrySet()) {
            sink.revision(item(revision.getKey(), revision.getValue()));
        }
    }

    private static byte[] bytes(ZipInputStream zip) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.writeBytes(zip.readNBytes(LONGEST_FILE));
        if (zip.read() >= 0) {
            throw new ZipException("it holds a file of more than " + LONGEST_FILE + " bytes");
        }
        return kept.toByteArray();
    }

    private static void add(ObjectNode parts, String part, byte[] bytes, ZipEntry entry) throws Refused {
        if (entry.getName().endsWith(".mustache")) {
            parts.putObject(part)
                    .put("v2AppMustacheTemplate", Base64.getEncoder().encodeToString(bytes));
        } else if (Json.read(bytes, PART) instanceof Json.Result.Read read) {
            parts.set(part, read.document().root());
        } else {
            throw refused("holds " + Problem.quote(entry.getName()) + ", which is no JSON");
        }
    }

    private static Refused refused(String says) {
        return new Refused(Fault.ZIP, says, ZipCheck.REMEDY);
    }

    /** The members in the order of an index item, so that two items are equal when their content is. */
    private static ObjectNode item(Key key, ObjectNode parts) {
        ObjectNode item = Json.NODES.objectNode();
        if (parts.path("package") instanceof ObjectNode packageJson) {
            item.setAll(packageJson);
        }
        if (!item.has("name")) {
            item.put("name", key.name());
        }
        item.set("releaseVersion", new SpelledNumber(Long.toString(key.releaseVersion())));
        for (String part : new String[] {"resource", "marathon", "config", "command"}) {
            if (parts.has(part)) {
                item.set(part, parts.get(part));
            }
        }
        return item;
    }
}
