package io.github.orrery.render;

/** Strangers' text made fit to stand in a page: it cannot reorder, hide or break what stands around it. */
final class VisibleText {
    private VisibleText() {}

    /**
     * The text with line ends as {@code \n}, control characters as U+FFFD, and without the characters that change the
     * writing direction of what follows.
     */
    static String of(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isPlain(text.charAt(i))) {
            i++;
        }
        if (i == length) {
            return text;
        }
        StringBuilder out = new StringBuilder(length).append(text, 0, i);
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (c == '\r') {
                if (i + 1 == length || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\u2028' || c == '\u2029') {
                out.append('\n');
            } else if (!isDirection(c)) {
                out.append('\ufffd');
            }
        }
        return out.toString();
    }

    /** {@link #of} on one line, blanks joined, at most so many characters. */
    static String line(String text, int longest) {
        if (text.length() <= longest && isLine(text)) {
            return text;
        }
        String clean = of(text.length() > 4 * longest ? text.substring(0, 4 * longest) : text);
        StringBuilder out = new StringBuilder(Math.min(clean.length(), longest) + 1);
        boolean blank = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (Character.isWhitespace(c)) {
                blank = !out.isEmpty();
                continue;
            }
            if (blank) {
                out.append(' ');
                blank = false;
            }
            out.append(c);
        }
        if (out.length() <= longest) {
            return out.toString();
        }
        int end = out.lastIndexOf(" ", longest);
        return end < longest / 2 ? cut(out.toString(), longest) : out.substring(0, end) + "…";
    }

    /** The text, or its beginning and an ellipsis where it has more than so many characters. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** Whether it is words of ASCII with one blank between them. */
    private static boolean isLine(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static boolean isPlain(char c) {
        if (c < 0x7f) {
            return c >= ' ' || c == '\n' || c == '\t';
        }
        return c >= 0xa0
                && c != '\u2028'
                && c != '\u2029'
                && !isDirection(c)
                && c != '\ufffe'
                && c != '\uffff'
                && !(c >= '\ufdd0' && c <= '\ufdef')
                && c != '\ufeff';
    }

    private static boolean isDirection(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
