package io.github.orrery.json;

import java.util.ArrayList;
import java.util.List;

/** Finds many positions in one text: remembers the position of every 1024th byte, since a text may be one long line. */
final class SourceLines {
    private static final int STEP = 1024;

    private final byte[] utf8;
    private final List<SourcePosition> marks = new ArrayList<>();

    SourceLines(byte[] utf8) {
        this.utf8 = utf8;
        SourcePosition mark = new SourcePosition(1, 1);
        marks.add(mark);
        for (int at = STEP; at <= utf8.length; at += STEP) {
            mark = mark.after(utf8, at - STEP, at);
            marks.add(mark);
        }
    }

    /** As {@link SourcePosition#of} has it. */
    SourcePosition position(int offset) {
        int end = Math.min(Math.max(offset, 0), utf8.length);
        int mark = end / STEP;
        return marks.get(mark).after(utf8, mark * STEP, end);
    }
}
