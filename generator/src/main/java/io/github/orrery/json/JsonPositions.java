package io.github.orrery.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each value of a JSON text stands: made only when somebody asks, since most files have no problem.
 *
 * @param offsets JSON Pointer to byte offset: of the key for members of objects, of the value otherwise
 * @param duplicates each repetition of a key, in source order
 */
record JsonPositions(Map<String, Integer> offsets, List<JsonDocument.Duplicate> duplicates) {
    /** Reads a text that has been read without a fault before. */
    static JsonPositions of(byte[] source) {
        TreeMap<String, Integer> offsets = new TreeMap<>();
        List<JsonDocument.Duplicate> duplicates = new ArrayList<>();
        try (JsonParser parser = Json.parser(source)) {
            parser.nextToken();
            offsets.put("", offset(parser));
            walk(parser, "", offsets, duplicates);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory that was read before cannot be read again", e);
        }
        return new JsonPositions(offsets, List.copyOf(duplicates));
    }

    private static void walk(
            JsonParser parser,
            String pointer,
            TreeMap<String, Integer> offsets,
            List<JsonDocument.Duplicate> duplicates)
            throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Integer> keys = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String member = pointer + "/" + Json.escapePointer(parser.currentName());
                int at = offset(parser);
                Integer first = keys.putIfAbsent(member, at);
                if (first != null) {
                    duplicates.add(new JsonDocument.Duplicate(member, first, at));
                    offsets.subMap(member + "/", member + "0").clear(); // what is below it: 0 follows the slash
                }
                offsets.put(member, at);
                parser.nextToken();
                walk(parser, member, offsets, duplicates);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String element = pointer + "/" + index++;
                offsets.put(element, offset(parser));
                walk(parser, element, offsets, duplicates);
            }
        }
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }
}
