package io.github.orrery.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** Compares JSON as values: 1.0 equals 1, the order of members does not count. */
public final class JsonValues {
    private JsonValues() {}

    /** The JSON Pointer of the first difference, with both values; empty where there is none. */
    public static String difference(JsonNode a, JsonNode b) {
        return difference("", a, b);
    }

    private static String difference(String pointer, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0 ? "" : told(pointer, a, b);
        }
        if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return told(pointer, a, b);
        }
        if (a.isObject()) {
            for (Map.Entry<String, JsonNode> member : a.properties()) {
                JsonNode other = b.path(member.getKey());
                String difference = difference(pointer + "/" + member.getKey(), member.getValue(), other);
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        if (a.isArray()) {
            Iterator<JsonNode> others = b.iterator();
            int index = 0;
            for (JsonNode element : a) {
                String difference = difference(pointer + "/" + index++, element, others.next());
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        return a.equals(b) ? "" : told(pointer, a, b);
    }

    private static String told(String pointer, JsonNode a, JsonNode b) {
        return pointer + ": " + shortened(a) + " is not " + shortened(b);
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
