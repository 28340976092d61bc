package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in words what values a schema allows. */
final class Constraints {
    private static final Set<String> KEYWORDS = new HashSet<>(List.of(
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "multipleOf",
            "uniqueItems",
            "format",
            "pattern"));

    private Constraints() {}

    /** E.g. {@code 1 to 65535} or {@code "a" | "b"}; empty where there is no limit. */
    static String of(JsonNode schema, int longest) {
        boolean limits = false;
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            limits |= KEYWORDS.contains(member.getKey());
        }
        return limits ? describe(schema, longest) : "";
    }

    private static String describe(JsonNode schema, int longest) {
        List<String> parts = new ArrayList<>();
        if (schema.path("enum").isArray()) {
            List<String> choices = new ArrayList<>();
            for (JsonNode choice : schema.get("enum")) {
                choices.add(DisplayedJson.of(choice, longest));
                if (choices.size() == 200) {
                    choices.add("…");
                    break;
                }
            }
            parts.add(String.join(" | ", choices));
        }
        range(schema, parts);
        sizes(schema, "minLength", "maxLength", "characters", parts);
        sizes(schema, "minItems", "maxItems", "elements", parts);
        sizes(schema, "minProperties", "maxProperties", "members", parts);
        if (schema.path("multipleOf").isNumber()) {
            parts.add("multiple of " + schema.get("multipleOf").asText());
        }
        if (schema.path("uniqueItems").asBoolean(false)) {
            parts.add("no element twice");
        }
        if (schema.path("format").isTextual()) {
            parts.add("format " + schema.get("format").textValue());
        }
        if (schema.path("pattern").isTextual()) {
            parts.add("matches " + schema.get("pattern").textValue());
        }
        return VisibleText.cut(String.join("; ", parts), longest);
    }

    private static void range(JsonNode schema, List<String> parts) {
        JsonNode least = schema.path("minimum");
        JsonNode greatest = schema.path("maximum");
        boolean above = schema.path("exclusiveMinimum").asBoolean(false);
        boolean below = schema.path("exclusiveMaximum").asBoolean(false);
        if (least.isNumber() && greatest.isNumber() && !above && !below) {
            parts.add(least.asText() + " to " + greatest.asText());
            return;
        }
        if (least.isNumber()) {
            parts.add((above ? "more than " : "at least ") + least.asText());
        }
        if (greatest.isNumber()) {
            parts.add((below ? "less than " : "at most ") + greatest.asText());
        }
    }

    private static void sizes(JsonNode schema, String least, String most, String what, List<String> parts) {
        boolean hasLeast = schema.path(least).isNumber();
        boolean hasMost = schema.path(most).isNumber();
        if (hasLeast && hasMost) {
            parts.add(schema.get(least).asText() + " to " + schema.get(most).asText() + " " + what);
        } else if (hasLeast) {
            parts.add("at least " + schema.get(least).asText() + " " + what);
        } else if (hasMost) {
            parts.add("at most " + schema.get(most).asText() + " " + what);
        }
    }
}
