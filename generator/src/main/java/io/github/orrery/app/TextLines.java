package io.github.orrery.app;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a text. Where they end is found when somebody asks first, and once: a text may have many faults. */
final class TextLines {
    private final String text;
    private int @Nullable [] ends;

    TextLines(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The line of a place in the text, from 1; a line's end belongs to it. */
    int line(int position) {
        int[] known = ends;
        if (known == null) {
            known = ends();
            ends = known;
        }
        int found = Arrays.binarySearch(known, position);
        return 1 + (found < 0 ? -found - 1 : found);
    }

    private int[] ends() {
        int[] found = new int[16];
        int count = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = at;
        }
        return Arrays.copyOf(found, count);
    }
}
