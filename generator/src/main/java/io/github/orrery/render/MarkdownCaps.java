package io.github.orrery.render;

/**
 * Bounds within which the Markdown parser is known to be quick, and a {@link DeepStack} is deep enough for it (trust.md,
 * row 24): text beyond them is shown as plain text. Real notes stay far below.
 */
final class MarkdownCaps {
    private static final int LENGTH = 64 * 1024;
    private static final int BRACKETS = 400;
    private static final int BACK_TICKS = 1200;
    private static final int STARS = 2000;
    private static final int ANGLES = 1000;
    private static final int PIPES = 2000;
    private static final int MARKERS_IN_A_LINE = 12;
    private static final int DEEPEST_INDENT = 40;

    private MarkdownCaps() {}

    static boolean exceededBy(String text) {
        return text.length() > LENGTH || hasManyDelimiters(text) || nestsDeeply(text);
    }

    private static boolean hasManyDelimiters(String text) {
        int brackets = 0;
        int ticks = 0;
        int stars = 0;
        int angles = 0;
        int pipes = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '[', ']', '(' -> brackets++;
                case '`' -> ticks++;
                case '*', '_', '~' -> stars++;
                case '<', '&', '\\' -> angles++;
                case '|' -> pipes++;
                // A line that begins with it may be the rule of a table.
                case ':' -> pipes += leading ? 1 : 0;
                default -> {}
            }
            leading = c == '\n' || (leading && " \t>-+*:|".indexOf(c) >= 0);
        }
        return brackets > BRACKETS || ticks > BACK_TICKS || stars > STARS || angles > ANGLES || pipes > PIPES;
    }

    /** Whether a line opens many blocks at once, or is indented far enough to continue many. */
    private static boolean nestsDeeply(String text) {
        int markers = 0;
        int column = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                markers = 0;
                column = 0;
                leading = true;
            } else if (leading) {
                if (c == ' ' || c == '\t') {
                    column += c == '\t' ? 4 : 1;
                } else if (">-+*".indexOf(c) >= 0) {
                    markers++;
                    column++;
                    if (column > DEEPEST_INDENT || (markers > MARKERS_IN_A_LINE && !isRule(text, i))) {
                        return true;
                    }
                } else if ((c >= '0' && c <= '9') || c == '.' || c == ')') {
                    markers += c == '.' || c == ')' ? 1 : 0;
                    if (column > DEEPEST_INDENT || markers > MARKERS_IN_A_LINE) {
                        return true;
                    }
                } else {
                    leading = false;
                }
            }
        }
        return false;
    }

    /** Whether the line up to here is a rule such as {@code -----------------}, without blanks. */
    private static boolean isRule(String text, int at) {
        int start = text.lastIndexOf('\n', at) + 1;
        char first = text.charAt(start);
        for (int i = start; i <= at; i++) {
            if (text.charAt(i) != first) {
                return false;
            }
        }
        return first == '-' || first == '*';
    }
}
