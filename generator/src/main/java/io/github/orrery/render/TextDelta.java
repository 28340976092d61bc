package io.github.orrery.render;

import java.util.Arrays;

/**
 * Says a text as stretches of another and what is new in it. Revisions of a package differ in a few lines, so lines are
 * what it looks for after a difference, not far away: it is quick, and need not find the least that could be said.
 */
final class TextDelta {
    /** Is told the stretches in text order. */
    interface Pieces {
        /** A stretch of the other text. */
        void same(int from, int length);

        /** A stretch of the text itself. */
        void fresh(int from, int length);
    }

    /** How many lines after a difference are looked at, in both texts together. */
    private static final int FARTHEST = 48;
    /** How many bytes must agree before texts count as together again. */
    private static final int AGREEMENT = 40;
    /** Naming a shorter stretch takes longer than repeating it. */
    private static final int SHORTEST = 12;

    private final byte[] base;
    private final byte[] text;
    private final Pieces pieces;
    private final Lines baseLines;
    private final Lines textLines;
    private int baseAt;
    private int textAt;
    private int fresh;

    private TextDelta(byte[] base, byte[] text, Pieces pieces) {
        this.base = base;
        this.text = text;
        this.pieces = pieces;
        this.baseLines = new Lines(base);
        this.textLines = new Lines(text);
    }

    /** Takes a text apart; the pieces joined are the text. */
    static void of(byte[] base, byte[] text, Pieces pieces) {
        new TextDelta(base, text, pieces).walk();
    }

    private void walk() {
        boolean together = true;
        while (together) {
            int same = Arrays.mismatch(base, baseAt, base.length, text, textAt, text.length);
            int length = same < 0 ? text.length - textAt : same;
            boolean isLast = textAt + length == text.length;
            if (length >= SHORTEST) {
                flush();
                pieces.same(baseAt, length);
                fresh = textAt + length;
            }
            baseAt += length;
            textAt += length;
            together = !isLast && meetAgain();
        }
        textAt = text.length;
        flush();
    }

    private void flush() {
        if (textAt > fresh) {
            pieces.fresh(fresh, textAt - fresh);
        }
        fresh = textAt;
    }

    /** Moves to where the texts agree again; false where that is not near. */
    private boolean meetAgain() {
        baseLines.startAt(baseAt);
        textLines.startAt(textAt);
        for (int distance = 1; distance <= 2 * FARTHEST; distance++) {
            for (int i = Math.max(0, distance - FARTHEST); i <= Math.min(distance, FARTHEST); i++) {
                int inText = textLines.at(distance - i);
                if (inText < 0) {
                    continue;
                }
                int inBase = baseLines.at(i);
                if (inBase < 0) {
                    break;
                }
                if (agree(inBase, inText)) {
                    meet(inBase, inText);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean agree(int inBase, int inText) {
        int length = Math.min(AGREEMENT, text.length - inText);
        return length > 0
                && inBase + length <= base.length
                && text[inText] == base[inBase]
                && Arrays.equals(base, inBase, inBase + length, text, inText, inText + length);
    }

    private void meet(int inBase, int inText) {
        int back = 0;
        while (inBase - back > baseAt && inText - back > textAt && base[inBase - back - 1] == text[inText - back - 1]) {
            back++;
        }
        baseAt = inBase - back;
        textAt = inText - back;
    }

    /**
     * A place, and where the lines after it begin. Found as they are asked for, because most differences are short; and
     * once only, because a line may be as long as the text.
     */
    private static final class Lines {
        private final byte[] text;
        private final int[] begins = new int[FARTHEST];
        private int place;
        private int known;
        /** No line begins between the last known and this, that a place still before it could ask for. */
        private int looked;

        Lines(byte[] text) {
            this.text = text;
        }

        /** Places come in text order. */
        void startAt(int next) {
            int past = 0;
            while (past < known && begins[past] <= next) {
                past++;
            }
            known -= past;
            System.arraycopy(begins, past, begins, 0, known);
            place = next;
            looked = Math.max(looked, next);
        }

        /** Where the line begins, the place itself for 0; negative where the text has no such line. */
        int at(int line) {
            while (known < line && looked < text.length) {
                if (text[looked] == '\n') {
                    begins[known] = looked + 1;
                    known++;
                }
                looked++;
            }
            if (line == 0) {
                return place;
            }
            return line <= known ? begins[line - 1] : -1;
        }
    }
}
