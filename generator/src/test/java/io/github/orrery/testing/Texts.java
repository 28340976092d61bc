package io.github.orrery.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.nio.charset.StandardCharsets;

/** JSON trees from texts that a test spells out, and back. */
public final class Texts {
    private Texts() {}

    /** The tree of a JSON text in which quotes may be written as apostrophes. */
    public static ObjectNode object(String text) {
        return (ObjectNode) Json.parseOwn(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public static String compact(JsonNode node) {
        return new String(JsonText.compact(node), StandardCharsets.US_ASCII);
    }

    /** As {@link #compact}, with apostrophes for quotes. */
    public static String shown(JsonNode node) {
        return compact(node).replace('"', '\'');
    }
}
