package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The option schemas of one package's revisions against config-schema.json. A revision changes few options of the one
 * before, and whether an option's schema is sound does not depend on what stands around it: so each distinct option is
 * checked once.
 */
final class ConfigCheck {
    /** The library compares each element of a list with each other one: so many comparisons are too many. */
    private static final long MOST_COMPARISONS = 20_000_000;

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private final SchemaCheck schema = SchemaCheck.of("config-schema.json");
    private final Set<JsonNode> sound = new HashSet<>();

    List<SchemaViolation> violations(ObjectNode config) {
        if (comparisons(config) > MOST_COMPARISONS) {
            return List.of(new SchemaViolation(
                    "",
                    "uniqueItems",
                    "the lists within are too long to be compared, expected fewer than 5000 elements in each"));
        }
        return isSound(config) ? List.of() : schema.violations(config);
    }

    /** Checks the object apart from the members of {@code properties}, which are schemas of their own. */
    private boolean isSound(JsonNode part) {
        JsonNode shell = part;
        if (part.path("properties") instanceof ObjectNode properties && !properties.isEmpty()) {
            for (JsonNode property : properties) {
                if (!isSound(property)) {
                    return false;
                }
            }
            ObjectNode copy = Json.NODES.objectNode();
            copy.setAll((ObjectNode) part);
            copy.putObject("properties");
            shell = copy;
        }
        if (isPlain(shell) || sound.contains(shell)) {
            return true;
        }
        boolean accepted = schema.accepts(shell);
        if (accepted) {
            sound.add(shell);
        }
        return accepted;
    }

    /** Most options: a type, words, a default. What can be told at a glance needs no library. */
    static boolean isPlain(JsonNode option) {
        if (!option.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : option.properties()) {
            JsonNode value = member.getValue();
            boolean isPlain =
                    switch (member.getKey()) {
                        case "type" -> value.isTextual() && TYPES.contains(value.textValue());
                        case "title", "description", "format" -> value.isTextual();
                        case "minimum", "maximum" -> value.isNumber();
                        case "additionalProperties" -> value.isBoolean();
                        case "properties" -> value.isObject() && value.isEmpty();
                        case "default", "media" -> true;
                        default -> false;
                    };
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static long comparisons(JsonNode value) {
        long sum = value.isArray() ? (long) value.size() * value.size() / 2 : 0;
        if (value.isContainerNode()) {
            for (JsonNode inner : value) {
                sum += comparisons(inner);
            }
        }
        return sum;
    }
}
