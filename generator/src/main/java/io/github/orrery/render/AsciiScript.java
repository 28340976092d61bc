package io.github.orrery.render;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects a script in memory that is ASCII whatever its strings hold, and in which no string can end anything: not the
 * script, not the element of HTML that it may be pasted into.
 */
final class AsciiScript {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    int length() {
        return length;
    }

    /** Forgets what stands behind a place. */
    void cut(int place) {
        length = place;
    }

    byte[] take() {
        return Arrays.copyOf(bytes, length);
    }

    /** Adds text of the program itself, which is ASCII. */
    AsciiScript raw(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Adds a string of JSON; false where a byte is not ASCII, and then what was added is of no use. */
    boolean string(byte[] text, int from, int count) {
        reserve(count * LONGEST_ESCAPE + 2);
        byte[] out = bytes;
        int at = length;
        out[at++] = '"';
        for (int i = from; i < from + count; i++) {
            byte c = text[i];
            if (c >= ' ' && c != '"' && c != '\\' && c != '<' && c != 0x7f) {
                out[at++] = c;
            } else if (c < 0) {
                return false;
            } else {
                at = escape((char) c, out, at);
            }
        }
        out[at++] = '"';
        length = at;
        return true;
    }

    /** Adds a string of JSON. */
    AsciiScript string(String text) {
        reserve(text.length() * LONGEST_ESCAPE + 2);
        byte[] out = bytes;
        int at = length;
        out[at++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<') {
                out[at++] = (byte) c;
            } else {
                at = escape(c, out, at);
            }
        }
        out[at++] = '"';
        length = at;
        return this;
    }

    AsciiScript add(AsciiScript other) {
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    private static int escape(char c, byte[] out, int begin) {
        int at = begin;
        out[at++] = '\\';
        switch (c) {
            case '"', '\\' -> out[at++] = (byte) c;
            case '\n' -> out[at++] = 'n';
            case '\r' -> out[at++] = 'r';
            case '\t' -> out[at++] = 't';
            default -> {
                out[at++] = 'u';
                out[at++] = HEX[c >> 12];
                out[at++] = HEX[c >> 8 & 15];
                out[at++] = HEX[c >> 4 & 15];
                out[at++] = HEX[c & 15];
            }
        }
        return at;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
