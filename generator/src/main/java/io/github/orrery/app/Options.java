package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import java.util.Map;

/**
 * The options that a package is installed with: the defaults of its config.json, and over them what the user sets
 * (formats.md 5.5, steps 1 and 2). The trees that these methods return share parts with their arguments, so change only
 * a copy.
 */
public final class Options {
    private Options() {}

    /**
     * The defaults of a config.json: of each property its {@code default}, whatever that is, else the defaults of the
     * properties within it. {@code $ref}, {@code allOf} and the default of the root itself say nothing here.
     */
    public static ObjectNode defaults(JsonNode config) {
        ObjectNode defaults = Json.NODES.objectNode();
        if (config.get("properties") instanceof ObjectNode properties) {
            for (Map.Entry<String, JsonNode> property : properties.properties()) {
                if (property.getValue() instanceof ObjectNode schema) {
                    JsonNode own = schema.get("default");
                    if (own != null) {
                        defaults.set(property.getKey(), own);
                    } else if (schema.get("properties") instanceof ObjectNode) {
                        ObjectNode inner = defaults(schema);
                        if (!inner.isEmpty()) {
                            defaults.set(property.getKey(), inner);
                        }
                    }
                }
            }
        }
        return defaults;
    }

    /** Objects merge member by member; anything else, {@code null} and arrays too, is replaced by the upper value. */
    public static ObjectNode merge(ObjectNode lower, ObjectNode upper) {
        if (upper.isEmpty()) {
            return lower;
        }
        ObjectNode merged = Json.NODES.objectNode();
        merged.setAll(lower);
        for (Map.Entry<String, JsonNode> member : upper.properties()) {
            boolean deeper =
                    member.getValue() instanceof ObjectNode && merged.get(member.getKey()) instanceof ObjectNode;
            merged.set(
                    member.getKey(),
                    deeper
                            ? merge((ObjectNode) merged.get(member.getKey()), (ObjectNode) member.getValue())
                            : member.getValue());
        }
        return merged;
    }
}
