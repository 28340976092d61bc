package io.github.orrery.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import java.util.Map;

/**
 * Escapes quotes in option defaults and descriptions for clusters before 1.10, whose renderer inserts strings without
 * JSON escaping (formats.md 2.5). Gives back the very object it got where nothing changes.
 */
final class DoubleEscape {
    private DoubleEscape() {}

    /** A config.json for old clusters. */
    static ObjectNode config(ObjectNode config) {
        JsonNode properties = config.path("properties");
        return properties instanceof ObjectNode own ? with(config, "properties", properties(own)) : config;
    }

    /** Each double quote that follows another character than a backslash gets a backslash, in one pass from the left. */
    static String escape(String text) {
        if (text.indexOf('"', 1) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            out.append(c);
            if (c != '\\' && i < text.length() && text.charAt(i) == '"') {
                out.append('\\').append('"');
                i++;
            }
        }
        return out.toString();
    }

    private static ObjectNode properties(ObjectNode properties) {
        ObjectNode changed = properties;
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (property.getValue() instanceof ObjectNode schema) {
                ObjectNode escaped = schema(schema);
                if (!isSame(escaped, schema)) {
                    changed = isSame(changed, properties) ? copy(properties) : changed; // once: there may be thousands
                    changed.set(property.getKey(), escaped);
                }
            }
        }
        return changed;
    }

    private static ObjectNode schema(ObjectNode schema) {
        ObjectNode changed = escaped(schema, "description");
        String type = schema.path("type").asText("");
        if (type.equals("string")) {
            return escaped(changed, "default");
        }
        if (type.equals("object") && schema.path("properties") instanceof ObjectNode properties) {
            return with(changed, "properties", properties(properties));
        }
        return changed;
    }

    private static ObjectNode escaped(ObjectNode schema, String key) {
        JsonNode text = schema.path(key);
        return text.isTextual() ? with(schema, key, Json.NODES.textNode(escape(text.textValue()))) : schema;
    }

    /** The object with another value at a key that it has, at the same place; itself where the value is the same. */
    private static ObjectNode with(ObjectNode object, String key, JsonNode value) {
        if (isSame(value, object.path(key))) {
            return object;
        }
        ObjectNode copy = copy(object);
        copy.set(key, value);
        return copy;
    }

    private static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = Json.NODES.objectNode();
        copy.setAll(object);
        return copy;
    }

    /** Objects that were not changed are handed on as they are, so that no tree has to be compared. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(JsonNode value, JsonNode old) {
        return value == old || (value.isTextual() && value.equals(old));
    }
}
