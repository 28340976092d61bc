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
        return new SourcePosition(1, 1).after(utf8, 0, Math.min(Math.max(offset, 0), utf8.length));
    }

    /** The position of a later byte, where this is the position of an earlier one. */
    SourcePosition after(byte[] utf8, int from, int to) {
        int line = this.line;
        int column = this.column;
        for (int i = from; i < to; i++) {
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
