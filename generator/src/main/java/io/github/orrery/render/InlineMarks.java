package io.github.orrery.render;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inline Markdown that real notes hold, without a library: emphasis, code, links to the web, and brackets and
 * placeholders that are text. Whatever else may be meant is refused, and then the full path decides.
 */
final class InlineMarks {
    private static final int MOST_BACK_TICKS = 3;
    private static final int LONGEST_RUN = 2;
    private static final String IN_BRACKETS = " .,-/'";
    private static final String IN_ADDRESS = "/:.-";

    /** A stretch of the paragraph: text, or what {@code html} holds ready, or a run of stars or underscores. */
    private static final class Piece {
        final int start;
        final int end;
        final @Nullable String html;
        final boolean opens;
        final boolean closes;
        final List<String> closing = new ArrayList<>(0);
        final List<String> opening = new ArrayList<>(0);
        int left;

        Piece(int start, int end, @Nullable String html) {
            this(start, end, html, false, false);
        }

        Piece(int start, int end, @Nullable String html, boolean opens, boolean closes) {
            this.start = start;
            this.end = end;
            this.html = html;
            this.opens = opens;
            this.closes = closes;
            this.left = end - start;
        }

        int length() {
            return end - start;
        }
    }

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> runs = new ArrayList<>();

    /** Whether the rule on lengths that are a multiple of three could part a pair; parsers differ there. */
    private boolean unsure;

    private InlineMarks(String text) {
        this.text = text;
    }

    /**
     * Appends a paragraph.
     *
     * @param text lines without blanks around them
     * @return false where the text may hold more than is known here; what was appended is then of no use
     */
    static boolean append(String text, StringBuilder out) {
        if (isBare(text)) {
            appendLines(text, out);
            return true;
        }
        InlineMarks marks = new InlineMarks(text);
        if (!marks.read()) {
            return false;
        }
        marks.pair();
        marks.write(out);
        return !marks.unsure;
    }

    /** Whether no character of the text can mean anything to Markdown where it stands. */
    static boolean isBare(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                if (!isInWord(text, i)) {
                    return false;
                }
            } else if (isMark(c) || (c == '&' && isEntity(text, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char c) {
        return switch (c) {
            case '`', '*', '[', ']', '<', '>', '\\', '\u00a0', '\ufffd' -> true;
            default -> false;
        };
    }

    private boolean read() {
        int plain = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            switch (c) {
                case '`' -> end = code(at, plain);
                case '[' -> end = bracket(at, plain);
                case '<' -> end = placeholder(at);
                case '*' -> end = run(at, plain);
                case '_' -> end = isInWord(text, at) ? at + 1 : run(at, plain);
                case ']', '\\', '\u00a0', '\ufffd' -> end = -1;
                case '&' -> end = isEntity(text, at) ? -1 : at + 1;
                default -> {}
            }
            if (end < 0) {
                return false;
            }
            if (!pieces.isEmpty() && pieces.get(pieces.size() - 1).end == end) {
                plain = end;
            }
            at = end;
        }
        addText(plain, text.length());
        return true;
    }

    /** A code span within its line. */
    private int code(int start, int plain) {
        int open = runEnd(start);
        int ticks = open - start;
        int close = open;
        int end = open;
        while (ticks <= MOST_BACK_TICKS) {
            while (close < text.length() && text.charAt(close) != '`' && text.charAt(close) != '\n') {
                close++;
            }
            if (close == text.length() || text.charAt(close) == '\n') {
                return -1;
            }
            end = runEnd(close);
            if (end - close == ticks) {
                break;
            }
            close = end;
        }
        if (ticks > MOST_BACK_TICKS || text.charAt(open) <= ' ' || text.charAt(close - 1) <= ' ') {
            return -1;
        }
        String content = text.substring(open, close);
        if (content.contains("  ") || content.indexOf('\t') >= 0) {
            return -1;
        }
        StringBuilder html = new StringBuilder().append("<code>");
        TextLinks.append(content, html);
        addText(plain, start);
        pieces.add(new Piece(start, end, html.append("</code>").toString()));
        return end;
    }

    /** Words in brackets: text, or a link where an address in parentheses follows. */
    private int bracket(int start, int plain) {
        int close = start + 1;
        while (close < text.length()
                && (Character.isLetterOrDigit(text.charAt(close)) || IN_BRACKETS.indexOf(text.charAt(close)) >= 0)) {
            close++;
        }
        if (close == text.length()
                || text.charAt(close) != ']'
                || close == start + 1
                || text.charAt(start + 1) == ' '
                || text.charAt(close - 1) == ' '
                || (start > 0 && text.charAt(start - 1) == '!')) {
            return -1;
        }
        char next = close + 1 < text.length() ? text.charAt(close + 1) : ' ';
        if (next == '(') {
            return link(start, close, plain);
        }
        return next == ':' || next == '[' ? -1 : close + 1;
    }

    private int link(int start, int close, int plain) {
        int from = close + 2;
        int to = from;
        while (to < text.length() && (isAsciiWord(text.charAt(to)) || IN_ADDRESS.indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        if (to == text.length() || text.charAt(to) != ')' || !text.startsWith("http", from)) {
            return -1;
        }
        String address = text.substring(from, to);
        if (SafeUrl.link(address).isEmpty()) {
            return -1;
        }
        addText(plain, start);
        pieces.add(new Piece(
                start,
                to + 1,
                "<a href=\"" + address + "\" rel=\"" + TextLinks.REL + "\">" + text.substring(start + 1, close)
                        + "</a>"));
        return to + 1;
    }

    /** An angle bracket that is text: that of {@code <dcos_url>} or of {@code <1 minute}. */
    private int placeholder(int start) {
        int end = start + 1;
        while (end < text.length() && (isAsciiWord(text.charAt(end)) || "_-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        if (end == text.length() || end == start + 1) {
            return -1;
        }
        char first = text.charAt(start + 1);
        boolean number = first >= '0' && first <= '9' && text.charAt(end) == ' ';
        return number || (text.charAt(end) == '>' && isAsciiWord(first)) ? end : -1;
    }

    /** Stars or underscores, which open or close emphasis by what stands around them (CommonMark 0.31, 6.2). */
    private int run(int start, int plain) {
        int end = runEnd(start);
        char before = start == 0 ? '\n' : text.charAt(start - 1);
        char after = end == text.length() ? '\n' : text.charAt(end);
        if (end - start > LONGEST_RUN || before >= 0x7f || after >= 0x7f) {
            return -1;
        }
        boolean left = after > ' ' && (isAsciiWord(after) || before <= ' ' || !isAsciiWord(before));
        boolean right = before > ' ' && (isAsciiWord(before) || after <= ' ' || !isAsciiWord(after));
        boolean words = text.charAt(start) == '_';
        addText(plain, start);
        Piece run = new Piece(
                start,
                end,
                null,
                left && (!words || !right || !isAsciiWord(before)),
                right && (!words || !left || !isAsciiWord(after)));
        pieces.add(run);
        runs.add(run);
        return end;
    }

    /** Pairs what closes with the nearest run before it that opens; what stands between them no longer may. */
    private void pair() {
        for (int i = 0; i < runs.size(); i++) {
            Piece closer = runs.get(i);
            int opener = closer.closes ? opener(i) : -1;
            while (opener >= 0) {
                Piece open = runs.get(opener);
                int used = open.left >= 2 && closer.left >= 2 ? 2 : 1;
                String tag = used == 2 ? "strong>" : "em>";
                open.opening.add(0, "<" + tag);
                closer.closing.add("</" + tag);
                open.left -= used;
                closer.left -= used;
                runs.subList(opener + 1, i).clear();
                i = opener + 1;
                if (open.left == 0) {
                    runs.remove(opener);
                    i--;
                }
                opener = closer.left > 0 ? opener(i) : -1;
            }
        }
    }

    private int opener(int closer) {
        Piece close = runs.get(closer);
        for (int i = closer - 1; i >= 0; i--) {
            Piece open = runs.get(i);
            if (open.opens && open.left > 0 && text.charAt(open.start) == text.charAt(close.start)) {
                boolean third = (open.length() + close.length()) % 3 == 0 || (open.left + close.left) % 3 == 0;
                unsure |= third && (open.closes || close.opens);
                return i;
            }
        }
        return -1;
    }

    private void write(StringBuilder out) {
        StringBuilder plain = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.html != null) {
                flush(plain, out);
                out.append(piece.html);
                continue;
            }
            if (!piece.closing.isEmpty()) {
                flush(plain, out);
                piece.closing.forEach(out::append);
            }
            plain.append(text, piece.start, piece.start + piece.left);
            if (!piece.opening.isEmpty()) {
                flush(plain, out);
                piece.opening.forEach(out::append);
            }
        }
        flush(plain, out);
    }

    private static void flush(StringBuilder plain, StringBuilder out) {
        appendLines(plain.toString(), out);
        plain.setLength(0);
    }

    /** Appends text that is nothing but text. */
    static void appendLines(String text, StringBuilder out) {
        int from = 0;
        int end = text.indexOf('\n');
        while (end >= 0) {
            TextLinks.append(text.substring(from, end), out);
            out.append("<br>");
            from = end + 1;
            end = text.indexOf('\n', from);
        }
        TextLinks.append(text.substring(from), out);
    }

    private void addText(int from, int to) {
        if (to > from) {
            pieces.add(new Piece(from, to, null));
        }
    }

    private int runEnd(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == text.charAt(start)) {
            end++;
        }
        return end;
    }

    private static boolean isEntity(String text, int at) {
        return at + 1 < text.length() && (text.charAt(at + 1) == '#' || Character.isLetter(text.charAt(at + 1)));
    }

    private static boolean isInWord(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean isAsciiWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
