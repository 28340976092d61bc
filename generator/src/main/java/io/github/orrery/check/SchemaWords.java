package io.github.orrery.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.problem.Problem;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How messages name a value of a JSON text and say what it is. */
final class SchemaWords {
    /** What the patterns of our own schemas mean; any other pattern is shown as it is. */
    private static final Map<String, String> PATTERNS = Map.of(
            "^[a-z][a-z0-9-]*[a-z0-9]$",
            "lower-case letters, digits and hyphens, a letter first and no hyphen last, at least two characters",
            "^[-a-zA-Z0-9.]+$",
            "only letters, digits, dots and hyphens",
            "^[^\\s]+$",
            "a word without white space",
            "^https?://",
            "an address that begins with http:// or https://",
            "^(?:0|[1-9][0-9]*)(?:\\.(?:0|[1-9][0-9]*))*$",
            "numbers without leading zeros, separated by dots, such as 1.10",
            "[A-Za-z][A-Za-z0-9+.-]*:[^\\s]",
            "an address with a scheme");

    private SchemaWords() {}

    /** The value that a pointer names, as a path: {@code "licenses[0].url"}; the document where it is empty. */
    static String subject(String pointer) {
        if (pointer.isEmpty()) {
            return "the top level";
        }
        StringBuilder path = new StringBuilder();
        for (String segment : pointer.substring(1).split("/", -1)) {
            String key = Json.unescapePointer(segment);
            if (isIndex(key) && path.length() > 0) {
                path.append('[').append(key).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(key);
            }
        }
        return Problem.quote(path.toString());
    }

    /** What a value is: {@code the string "x"}, {@code the number 5}, {@code an array}. */
    static String value(JsonNode value) {
        if (value.isTextual()) {
            return "the string " + Problem.quote(value.textValue());
        }
        if (value.isNumber()) {
            return "the number " + value.asText();
        }
        if (value.isObject()) {
            return "an object";
        }
        return value.isArray() ? "an array" : value.asText();
    }

    static String pattern(String regex) {
        return PATTERNS.getOrDefault(regex, "text that matches " + regex);
    }

    /** {@code "a", "b" or "c"}. */
    static String choice(Collection<?> values) {
        String list =
                values.stream().map(value -> Problem.quote(value.toString())).collect(Collectors.joining(", "));
        int last = list.lastIndexOf(", ");
        return last < 0 ? list : list.substring(0, last) + " or " + list.substring(last + 2);
    }

    /** Keywords that are met rarely: what they say of the value, with the library's words where there are no better. */
    static String other(String keyword, String pointer, JsonNode value, String libraryWords) {
        String subject = subject(pointer);
        return switch (keyword) {
            case "minItems" -> subject + " has " + value.size() + " elements, expected at least one";
            case "minProperties" -> subject + " has " + value.size() + " members, expected at least one";
            case "uniqueItems" -> subject + " holds an element twice, expected each once";
            case "dependencies" -> subject + " lacks what one of its members needs: " + libraryWords;
            default -> subject + " is " + value(value) + ", which breaks the rule " + keyword + ": " + libraryWords;
        };
    }

    static JsonNode at(JsonNode root, String pointer) {
        return root.at(JsonPointer.compile(pointer));
    }

    private static boolean isIndex(String key) {
        return !key.isEmpty() && key.length() < 8 && key.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
