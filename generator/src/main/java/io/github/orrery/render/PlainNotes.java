package io.github.orrery.render;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The short cut for the Markdown that most notes are: paragraphs, line breaks, indented blocks, and what
 * {@link InlineMarks} knows, exactly as the full path would give them.
 */
final class PlainNotes {
    private static final int CODE_INDENT = 4;

    private PlainNotes() {}

    /** The text as HTML; null where Markdown may make more of it than is known here. */
    static @Nullable String html(String text) {
        return html(text, true);
    }

    /** The text as paragraphs and blocks, with no other marks. */
    static String unmarked(String text) {
        return Objects.requireNonNull(html(text, false), "text without marks is always shown");
    }

    private static @Nullable String html(String text, boolean marked) {
        StringBuilder out = new StringBuilder(text.length() + 128);
        String[] lines = text.split("\n", -1);
        int at = 0;
        while (at < lines.length && at >= 0) {
            if (lines[at].isBlank()) {
                at++;
            } else if (indent(lines[at]) >= CODE_INDENT) {
                at = block(lines, at, out);
            } else {
                at = paragraph(lines, at, marked, out);
            }
        }
        return at < 0 ? null : out.toString();
    }

    private static int paragraph(String[] lines, int from, boolean marked, StringBuilder out) {
        StringBuilder paragraph = new StringBuilder();
        int at = from;
        while (at < lines.length && !lines[at].isBlank()) {
            String line = lines[at].strip();
            if (marked && (mayOpenBlock(line) || lines[at].endsWith("\t"))) {
                return -1;
            }
            paragraph.append(at == from ? "" : "\n").append(line);
            at++;
        }
        out.append("<p>");
        if (!marked) {
            InlineMarks.appendLines(paragraph.toString(), out);
        } else if (!InlineMarks.append(paragraph.toString(), out)) {
            return -1;
        }
        out.append("</p>\n");
        return at;
    }

    /** Whether a line may begin a heading, list, quotation, table or fenced block, or end a heading. */
    private static boolean mayOpenBlock(String line) {
        char first = line.charAt(0);
        if ("-+=#~|:>".indexOf(first) >= 0 || (first >= '0' && first <= '9' && isOrdinal(line, 0))) {
            return true;
        }
        int end = 0;
        while (end < line.length() && line.charAt(end) == first) {
            end++;
        }
        return (first == '*' || first == '_') && (end == line.length() || line.charAt(end) <= ' ' || end > 2);
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
}
