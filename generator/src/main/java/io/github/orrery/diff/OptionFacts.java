package io.github.orrery.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a config.json says of one option.
 *
 * @param type as the schema has it: {@code "integer"}, or an array of types, as compact JSON; empty where none is given
 * @param defaultValue compact JSON; none where there is no default
 * @param required whether the object around it demands it
 * @param bounds for each of {@link #BOUNDS} that is there its value as compact JSON
 */
record OptionFacts(String type, @Nullable String defaultValue, boolean required, SortedMap<String, String> bounds) {
    /** The keywords of draft 4 that narrow the values of an option. */
    static final List<String> BOUNDS = List.of(
            "enum",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems");

    /** Far above the real packages (495). */
    private static final int MOST = 5000;

    OptionFacts {
        bounds = Collections.unmodifiableSortedMap(new TreeMap<>(bounds));
    }

    /** The options of a config.json by path, e.g. {@code node.memory}; objects with properties are no options. */
    static SortedMap<String, OptionFacts> of(JsonNode config) {
        SortedMap<String, OptionFacts> options = new TreeMap<>();
        add(config, "", options);
        return options;
    }

    private static void add(JsonNode schema, String outer, Map<String, OptionFacts> options) {
        JsonNode required = schema.path("required");
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (options.size() >= MOST) {
                return;
            }
            String path = outer.isEmpty() ? property.getKey() : outer + "." + property.getKey();
            JsonNode option = property.getValue();
            if (option.path("properties").isObject()
                    && !option.path("properties").isEmpty()) {
                add(option, path, options);
            } else {
                options.put(path, of(option, isIn(required, property.getKey())));
            }
        }
    }

    private static OptionFacts of(JsonNode option, boolean required) {
        SortedMap<String, String> bounds = new TreeMap<>();
        for (String keyword : BOUNDS) {
            if (option.has(keyword)) {
                bounds.put(keyword, json(option.path(keyword)));
            }
        }
        JsonNode type = option.path("type");
        return new OptionFacts(
                type.isTextual() ? type.textValue() : type.isMissingNode() ? "" : json(type),
                option.has("default") ? json(option.path("default")) : null,
                required,
                bounds);
    }

    private static boolean isIn(JsonNode required, String name) {
        for (JsonNode one : required) {
            if (one.isTextual() && one.textValue().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String json(JsonNode value) {
        return new String(JsonText.compact(value), StandardCharsets.US_ASCII);
    }
}
