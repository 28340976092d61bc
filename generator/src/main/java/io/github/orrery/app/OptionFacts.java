package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a config.json says of one option, or of an object that holds options.
 *
 * @param path e.g. {@code node.memory}; empty for the whole config.json
 * @param required whether the object around it demands it
 * @param keywords those that matter to whoever sets it, with their values as compact JSON
 */
public record OptionFacts(String path, boolean required, SortedMap<String, String> keywords) {
    static final String TYPE = "type";
    static final String DEFAULT = "default";

    /** The keywords of draft 4 that narrow the values of an option. */
    static final List<String> BOUNDS = List.of(
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "uniqueItems",
            "items",
            "pattern",
            "format",
            "multipleOf",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "dependencies",
            "patternProperties",
            "additionalItems",
            "additionalProperties");

    /** Of {@link #BOUNDS}, those that an object with options may have beside them. */
    static final List<String> BOUNDS_OF_GROUPS = BOUNDS.subList(BOUNDS.indexOf("allOf"), BOUNDS.size());

    /** Far above the real packages (495). */
    private static final int MOST = 5000;

    public OptionFacts {
        keywords = Collections.unmodifiableSortedMap(new TreeMap<>(keywords));
    }

    /**
     * All of a config.json, by path; the names in a path's key are parted so that one with a dot in it is not taken for
     * two.
     *
     * @param options every property that has no properties of its own
     * @param groups the objects around them, the outermost one too
     */
    public record All(SortedMap<String, OptionFacts> options, SortedMap<String, OptionFacts> groups) {
        public static final All NONE = new All(Collections.emptySortedMap(), Collections.emptySortedMap());
    }

    /** Everything that a config.json says of its options. */
    public static All of(JsonNode config) {
        return of(config, MissingNode.getInstance());
    }

    /** What a config.json says of its options, but of those of which another one says the same. */
    static All of(JsonNode config, JsonNode other) {
        All all = new All(new TreeMap<>(), new TreeMap<>());
        add(config, other, List.of(), all);
        return all;
    }

    private static void add(JsonNode schema, JsonNode other, List<String> path, All all) {
        all.groups().put(key(path), of(path, schema, false, BOUNDS_OF_GROUPS));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode option = property.getValue();
            JsonNode twin = other.path("properties").path(name);
            boolean required = isIn(schema.path("required"), name);
            boolean isKnown = option.equals(twin) && required == isIn(other.path("required"), name);
            if (all.options().size() >= MOST || !option.isObject() || isKnown) {
                continue;
            }
            List<String> inner = new ArrayList<>(path);
            inner.add(name);
            if (option.path("properties").isObject()
                    && !option.path("properties").isEmpty()) {
                add(option, twin, inner, all);
            } else {
                List<String> keywords = new ArrayList<>(List.of(TYPE, DEFAULT));
                keywords.addAll(BOUNDS);
                all.options().put(key(inner), of(inner, option, required, keywords));
            }
        }
    }

    private static String key(List<String> path) {
        return String.join("\0", path);
    }

    private static OptionFacts of(List<String> path, JsonNode schema, boolean required, List<String> keywords) {
        SortedMap<String, String> said = new TreeMap<>();
        for (String keyword : keywords) {
            if (schema.has(keyword)) {
                said.put(keyword, JsonText.line(schema.path(keyword)));
            }
        }
        return new OptionFacts(String.join(".", path), required, said);
    }

    private static boolean isIn(JsonNode required, String name) {
        for (JsonNode one : required) {
            if (one.isTextual() && one.textValue().equals(name)) {
                return true;
            }
        }
        return false;
    }

    boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The value of a keyword; null where it is not there. */
    @Nullable
    JsonNode value(String keyword) {
        String json = keywords.get(keyword);
        return json == null ? null : Json.parseOwn(json.getBytes(StandardCharsets.US_ASCII));
    }

    /** The value of a keyword for people: {@code integer}, {@code ["a","b"]}, {@code none}. */
    String shown(String keyword) {
        String json = keywords.get(keyword);
        JsonNode value = value(keyword);
        if (json == null || value == null) {
            return "none";
        }
        return keyword.equals(TYPE) && value.isTextual() ? value.textValue() : json;
    }
}
