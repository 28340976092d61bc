package io.github.orrery.render;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects text as UTF-8 bytes in memory, without locks and without a detour over characters. */
final class Utf8Writer extends Writer {
    /** From here on the platform's own encoder is faster. */
    private static final int LONG = 512;

    private byte[] bytes;
    private int length;

    Utf8Writer(int expected) {
        this.bytes = new byte[expected];
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
        write(new String(text, from, count), 0, count);
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
        byte[] rest = part.getBytes(StandardCharsets.UTF_8);
        reserve(rest.length);
        System.arraycopy(rest, 0, bytes, length, rest.length);
        length += rest.length;
    }

    private void reserve(int more) {
        int needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }
}
