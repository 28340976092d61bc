package io.github.orrery.render;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** Collects text as UTF-8 bytes in memory, without locks and without a detour over characters. */
final class Utf8Writer extends Writer {
    /** From here on the platform's own encoder is faster. */
    private static final int LONG = 512;

    private final IdentityHashMap<String, byte[]> kept = new IdentityHashMap<>();
    private byte[] bytes;
    private int length;

    Utf8Writer(int expected) {
        this.bytes = new byte[expected];
    }

    /** Remembers the bytes of a text: where that same object is written, nothing is left to encode. */
    void keep(String text, byte[] utf8) {
        kept.put(text, utf8);
    }

    /** Forgets what was written. */
    void clear() {
        length = 0;
    }

    /** What was written since the last time; the next text begins anew in the same place. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        clear();
        return taken;
    }

    @Override
    public void write(String text) {
        byte[] known = text.length() < LONG ? null : kept.get(text);
        if (known == null) {
            write(text, 0, text.length());
        } else {
            append(known);
        }
    }

    @Override
    public void write(String text, int from, int count) {
        if (count >= LONG) {
            writeRest(text, from, from + count);
            return;
        }
        reserve(count);
        byte[] out = bytes;
        int at = length;
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = at;
                writeRest(text, i, end);
                return;
            }
            out[at++] = (byte) c;
        }
        length = at;
    }

    @Override
    public void write(char[] text, int from, int count) {
        reserve(count);
        byte[] out = bytes;
        int at = length;
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c >= 0x80) {
                length = at;
                String rest = new String(text, i, end - i);
                writeRest(rest, 0, rest.length());
                return;
            }
            out[at++] = (byte) c;
        }
        length = at;
    }

    @Override
    public void write(int c) {
        write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private void writeRest(String text, int from, int end) {
        String part = from == 0 && end == text.length() ? text : text.substring(from, end);
        append(part.getBytes(StandardCharsets.UTF_8));
    }

    private void append(byte[] utf8) {
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void reserve(int more) {
        int needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }
}
