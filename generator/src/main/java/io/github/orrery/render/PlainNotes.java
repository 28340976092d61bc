package io.github.orrery.render;

/**
 * The short cut for text with no Markdown syntax but code between single back-ticks, which most notes are: paragraphs,
 * line breaks, indented blocks and links, exactly as the full path would give them.
 */
final class PlainNotes {
    private static final int CODE_INDENT = 4;

    private PlainNotes() {}

    /** Whether Markdown would make nothing of the text but paragraphs and indented blocks. */
    static boolean suffices(String text) {
        boolean lineStart = true;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lineStart = true;
                continue;
            }
            if (lineStart && c != ' ' && c != '\t') {
                lineStart = false;
                if ("-+=#~|:".indexOf(c) >= 0 || (c >= '0' && c <= '9' && isOrdinal(text, i))) {
                    return false;
                }
            }
            switch (c) {
                case '`' -> {
                    int close = codeEnd(text, i);
                    if (close < 0) {
                        return false;
                    }
                    i = close;
                }
                case '*', '[', ']', '<', '>', '\\', '\u00a0', '\ufffd' -> {
                    return false;
                }
                case '&' -> {
                    if (i + 1 < length && (text.charAt(i + 1) == '#' || Character.isLetter(text.charAt(i + 1)))) {
                        return false;
                    }
                }
                case '_' -> {
                    if (!isWordAt(text, i - 1) || !isWordAt(text, i + 1)) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    /** The back-tick that closes a code span within its line; -1 where it is no simple one. */
    private static int codeEnd(String text, int open) {
        int end = open + 1;
        while (end < text.length() && text.charAt(end) != '`' && text.charAt(end) != '\n') {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == '`' && end > open + 1;
        boolean single = end + 1 >= text.length() || text.charAt(end + 1) != '`';
        return closed && single && text.charAt(open + 1) > ' ' && text.charAt(end - 1) > ' ' ? end : -1;
    }

    /** The text as paragraphs and blocks; back-ticks are marks only where {@link #suffices} says so. */
    static String html(String text, boolean withCode) {
        StringBuilder out = new StringBuilder(text.length() + 128);
        String[] lines = text.split("\n", -1);
        int at = 0;
        while (at < lines.length) {
            if (lines[at].isBlank()) {
                at++;
            } else if (indent(lines[at]) >= CODE_INDENT) {
                at = block(lines, at, out);
            } else {
                at = paragraph(lines, at, withCode, out);
            }
        }
        return out.toString();
    }

    private static int paragraph(String[] lines, int from, boolean withCode, StringBuilder out) {
        int at = from;
        out.append("<p>");
        while (at < lines.length && !lines[at].isBlank()) {
            if (at > from) {
                out.append("<br>");
            }
            line(lines[at].strip(), withCode, out);
            at++;
        }
        out.append("</p>\n");
        return at;
    }

    private static void line(String line, boolean withCode, StringBuilder out) {
        int done = 0;
        int open = withCode ? line.indexOf('`') : -1;
        while (open >= 0) {
            int close = line.indexOf('`', open + 1);
            TextLinks.append(line.substring(done, open), out);
            out.append("<code>");
            TextLinks.append(line.substring(open + 1, close), out);
            out.append("</code>");
            done = close + 1;
            open = line.indexOf('`', done);
        }
        TextLinks.append(line.substring(done), out);
    }

    private static int block(String[] lines, int from, StringBuilder out) {
        int end = from;
        for (int at = from; at < lines.length; at++) {
            if (!lines[at].isBlank()) {
                if (indent(lines[at]) < CODE_INDENT) {
                    break;
                }
                end = at + 1;
            }
        }
        StringBuilder content = new StringBuilder();
        for (int at = from; at < end; at++) {
            content.append(withoutIndent(lines[at])).append('\n');
        }
        out.append("<pre><code>");
        TextLinks.append(content.toString(), out);
        out.append("</code></pre>\n");
        return end;
    }

    /** Columns of blanks before the text, a tab leading to the next multiple of four. */
    private static int indent(String line) {
        int column = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ') {
                column++;
            } else if (c == '\t') {
                column += CODE_INDENT - column % CODE_INDENT;
            } else {
                break;
            }
        }
        return column;
    }

    private static String withoutIndent(String line) {
        int column = 0;
        int at = 0;
        while (at < line.length() && column < CODE_INDENT && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            column += line.charAt(at) == '\t' ? CODE_INDENT - column % CODE_INDENT : 1;
            at++;
        }
        return line.substring(at);
    }

    private static boolean isOrdinal(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ')');
    }

    private static boolean isWordAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }
}
