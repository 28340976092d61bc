package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.SpelledNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options as a template sees them (formats.md 5.5, step 5): maps, lists, strings, numbers, booleans and null, nothing
 * else. Strings are escaped for JSON already; those in arrays keep their quotes.
 */
final class TemplateValues {
    private static final int DIGITS_OF_LONG = 18;

    private TemplateValues() {}

    static Map<String, @Nullable Object> of(JsonNode object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            values.put(member.getKey(), value(member.getValue(), false));
        }
        return values;
    }

    private static @Nullable Object value(JsonNode node, boolean inArray) {
        return switch (node.getNodeType()) {
            case OBJECT -> of(node);
            case ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>(node.size());
                for (JsonNode element : node) {
                    elements.add(value(element, true));
                }
                yield elements;
            }
            case STRING -> inArray ? '"' + escape(node.textValue()) + '"' : escape(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    /** An integer, whatever its spelling, prints as digits; anything else as Java prints a double. */
    private static Object number(JsonNode node) {
        if (node instanceof SpelledNumber number
                && number.isSpelledAsInteger()
                && number.text().length() <= DIGITS_OF_LONG) {
            return Long.parseLong(number.text());
        }
        BigDecimal exact = EveritValues.number(node);
        return exact.scale() <= 0 ? exact.toPlainString() : (Object) node.doubleValue();
    }

    /** As the package manager's JSON library escapes a string: no more than JSON demands, and control characters. */
    static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (isPlain(c)) {
                        out.append(c);
                    } else {
                        String hex = Integer.toHexString(c);
                        out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
                    }
                }
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c != '"' && c != '\\' && !Character.isISOControl(c);
    }
}
