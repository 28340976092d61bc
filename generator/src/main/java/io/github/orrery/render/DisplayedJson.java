package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** JSON as people read it: on one line, only what must be escaped is, cut where it is long. */
final class DisplayedJson {
    private final StringBuilder out = new StringBuilder();
    private final int longest;

    private DisplayedJson(int longest) {
        this.longest = longest;
    }

    static String of(JsonNode node, int longest) {
        DisplayedJson displayed = new DisplayedJson(longest);
        displayed.value(node);
        return VisibleText.cut(displayed.out.toString(), longest);
    }

    private void value(JsonNode node) {
        if (out.length() > longest) {
            return;
        }
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            array(node);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else {
            out.append(node.asText());
        }
    }

    private void object(JsonNode node) {
        out.append('{');
        Iterator<Map.Entry<String, JsonNode>> members = node.properties().iterator();
        while (members.hasNext() && out.length() <= longest) {
            Map.Entry<String, JsonNode> member = members.next();
            string(member.getKey());
            out.append(": ");
            value(member.getValue());
            out.append(members.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void array(JsonNode node) {
        out.append('[');
        for (int i = 0; i < node.size() && out.length() <= longest; i++) {
            out.append(i > 0 ? ", " : "");
            value(node.get(i));
        }
        out.append(']');
    }

    private void string(String text) {
        int end = Math.min(text.length(), longest + 1);
        out.append('"');
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        out.append('"');
    }
}
