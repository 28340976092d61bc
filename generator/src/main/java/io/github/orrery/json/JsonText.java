package io.github.orrery.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON as pure ASCII (formats.md 2.1): {@code \n \r \t \b \f \" \\} short, every other character outside U+0020
 * to U+007E as {@code \}{@code u} and four lower-case hex digits, numbers as their source spells them.
 */
public final class JsonText {
    private enum Form {
        COMPACT,
        SPACED,
        INDENTED_SORTED
    }

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_KEPT = 4 * 1024 * 1024;
    private static final ThreadLocal<byte[]> ROOM = ThreadLocal.withInitial(() -> new byte[64 * 1024]);

    private final Form form;
    private byte[] out = ROOM.get();
    private char[] chars = new char[256];
    private int length;

    private JsonText(Form form) {
        this.form = form;
    }

    /** One line without blanks: indexes and shards. */
    public static byte[] compact(JsonNode node) {
        return write(node, Form.COMPACT);
    }

    /** The same as a text. */
    public static String line(JsonNode node) {
        return new String(compact(node), StandardCharsets.US_ASCII);
    }

    /** One line with a blank after each comma and colon, as the original tools write: files within zips. */
    public static byte[] spaced(JsonNode node) {
        return write(node, Form.SPACED);
    }

    /** Indented by two, keys sorted, no blank after a colon, no final newline: the legacy index (formats.md 4.2). */
    public static byte[] indentedSorted(JsonNode node) {
        return write(node, Form.INDENTED_SORTED);
    }

    private static byte[] write(JsonNode node, Form form) {
        JsonText text = new JsonText(form);
        text.value(node, 0);
        if (text.out.length <= MOST_KEPT) {
            ROOM.set(text.out); // the next text of the thread finds room for itself
        }
        return Arrays.copyOf(text.out, text.length);
    }

    private void value(JsonNode node, int depth) {
        if (node.isObject()) {
            object((ObjectNode) node, depth);
        } else if (node.isArray()) {
            array(node, depth);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else {
            ascii(node.asText());
        }
    }

    private void object(ObjectNode object, int depth) {
        put('{');
        Iterator<Map.Entry<String, JsonNode>> members = form == Form.INDENTED_SORTED
                ? sorted(object).entrySet().iterator()
                : object.properties().iterator();
        boolean first = true;
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            separate(first, depth + 1);
            string(member.getKey());
            put(':');
            if (form == Form.SPACED) {
                put(' ');
            }
            value(member.getValue(), depth + 1);
            first = false;
        }
        close(first, depth);
        put('}');
    }

    private void array(JsonNode array, int depth) {
        put('[');
        boolean first = true;
        for (JsonNode element : array) {
            separate(first, depth + 1);
            value(element, depth + 1);
            first = false;
        }
        close(first, depth);
        put(']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            put(',');
            if (form == Form.SPACED) {
                put(' ');
            }
        }
        if (form == Form.INDENTED_SORTED) {
            newLine(depth);
        }
    }

    private void close(boolean empty, int depth) {
        if (form == Form.INDENTED_SORTED && !empty) {
            newLine(depth);
        }
    }

    private void newLine(int depth) {
        put('\n');
        for (int i = 0; i < depth; i++) {
            put(' ');
            put(' ');
        }
    }

    private static Map<String, JsonNode> sorted(ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private void string(String text) {
        int size = text.length();
        reserve(size * 6 + 2);
        if (chars.length < size) {
            chars = new char[Math.max(size, chars.length * 2)];
        }
        text.getChars(0, size, chars, 0); // an array is read faster than a String where code has just been compiled
        byte[] buffer = out;
        int at = length;
        buffer[at++] = '"';
        for (int i = 0; i < size; i++) {
            char c = chars[i];
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                buffer[at++] = (byte) c;
            } else {
                at = escape(c, buffer, at);
            }
        }
        buffer[at++] = '"';
        length = at;
    }

    private static int escape(char c, byte[] buffer, int begin) {
        int at = begin;
        buffer[at++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[at++] = (byte) c;
            case '\n' -> buffer[at++] = 'n';
            case '\r' -> buffer[at++] = 'r';
            case '\t' -> buffer[at++] = 't';
            case '\b' -> buffer[at++] = 'b';
            case '\f' -> buffer[at++] = 'f';
            default -> {
                buffer[at++] = 'u';
                buffer[at++] = HEX[c >> 12];
                buffer[at++] = HEX[c >> 8 & 15];
                buffer[at++] = HEX[c >> 4 & 15];
                buffer[at++] = HEX[c & 15];
            }
        }
        return at;
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
    }

    private void put(char c) {
        reserve(1);
        out[length++] = (byte) c;
    }

    private void reserve(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(length + more, out.length * 2));
        }
    }
}
