package io.github.orrery.json;

import io.github.orrery.problem.Location;

/**
 * A place in a text: line and column from 1, the column in code points (interface.md, Commands).
 *
 * @param line line from 1; only {@code \n} ends a line
 * @param column code points since the line's begin, plus 1
 */
public record SourcePosition(int line, int column) {
    /** The position of a byte of a UTF-8 text; an offset past the end is the end. */
    public static SourcePosition of(byte[] utf8, int offset) {
        int end = Math.min(Math.max(offset, 0), utf8.length);
        int line = 1;
        int column = 1;
        for (int i = 0; i < end; i++) {
            byte b = utf8[i];
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
        return new SourcePosition(line, column);
    }

    public Location in(String file, String pointer) {
        return new Location(file, line, column, pointer);
    }
}
