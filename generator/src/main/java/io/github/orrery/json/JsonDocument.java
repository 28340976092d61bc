package io.github.orrery.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.problem.Location;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as read: the tree in source order, and for each value the place where it stands.
 *
 * <pre>{@code
 * if (Json.read(bytes, JsonLimits.FILE) instanceof Json.Result.Read read) { document = read.document(); ... }
 * document.root().path("name").asText();
 * document.at("packages/C/cassandra/3/package.json", "/tags/0");   // line and column
 * }</pre>
 *
 * For a key that occurs more than once in an object the last value wins at the first position, as the original tools
 * have it; {@link #duplicates()} names each repetition.
 */
public final class JsonDocument {
    /**
     * A key that an object holds more than once.
     *
     * @param pointer JSON Pointer of the member
     * @param firstOffset byte offset of the key where it occurs first
     * @param againOffset byte offset of the key where it occurs again
     */
    public record Duplicate(String pointer, int firstOffset, int againOffset) {}

    private final byte[] source;
    private final JsonNode root;
    private final boolean repeatsKeys;
    private @Nullable JsonPositions positions;
    private @Nullable SourceLines lines;

    JsonDocument(byte[] source, JsonNode root, boolean repeatsKeys) {
        this.source = source;
        this.root = root;
        this.repeatsKeys = repeatsKeys;
    }

    /** The tree; others share it, so change only a copy. Numbers are {@link SpelledNumber}s. */
    public JsonNode root() {
        return root;
    }

    /** Each repetition of a key, in source order. */
    public List<Duplicate> duplicates() {
        return repeatsKeys ? positions().duplicates() : List.of();
    }

    /**
     * Where a value stands.
     *
     * @param file the file's path below the repository
     * @param pointer JSON Pointer; where it names nothing, the nearest enclosing value that exists is taken
     */
    public Location at(String file, String pointer) {
        Map<String, Integer> offsets = positions().offsets();
        String nearest = pointer;
        Integer offset = offsets.get(nearest);
        while (offset == null && !nearest.isEmpty()) {
            nearest = nearest.substring(0, Math.max(0, nearest.lastIndexOf('/')));
            offset = offsets.get(nearest);
        }
        return position(offset == null ? 0 : offset).in(file, pointer);
    }

    /** The place of a byte of the text, with the pointer of the value that stands there. */
    public Location atOffset(String file, int offset, String pointer) {
        return position(offset).in(file, pointer);
    }

    /** Line and column of a byte of the text. */
    public synchronized SourcePosition position(int offset) {
        SourceLines known = lines;
        if (known == null) {
            known = new SourceLines(source);
            lines = known;
        }
        return known.position(offset);
    }

    private synchronized JsonPositions positions() {
        JsonPositions known = positions;
        if (known == null) {
            known = JsonPositions.of(source);
            positions = known;
        }
        return known;
    }
}
