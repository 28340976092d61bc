package io.github.orrery.render;

/**
 * Escapes text for HTML and turns the web addresses in it into links. Addresses end at a blank, a quotation mark or an
 * angle bracket; one that a placeholder cuts off, as in {@code https://<dcos_url>/}, stays text.
 */
final class TextLinks {
    /** What strangers' links are told about: nothing, and search engines neither. */
    static final String REL = "noopener noreferrer nofollow";

    private TextLinks() {}

    /** Whether the text is HTML as it stands: nothing to escape, to link or to mark, and nothing invisible. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' '
                    || c > '~'
                    || c == '&'
                    || c == '<'
                    || c == '>'
                    || c == '`'
                    || (c == ':' && text.startsWith("://", i))) {
                return false;
            }
        }
        return true;
    }

    /** One line of text as HTML: links made, and what stands between two back-ticks as code. */
    static String inlineHtml(String text) {
        int open = text.indexOf('`');
        StringBuilder out = new StringBuilder(text.length() + 32);
        int done = 0;
        while (open >= 0) {
            int close = text.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            if (close > open + 1) {
                append(text.substring(done, open), out);
                out.append("<code>");
                escape(text, open + 1, close, out);
                out.append("</code>");
                done = close + 1;
            }
            open = text.indexOf('`', close + 1);
        }
        append(done == 0 ? text : text.substring(done), out);
        return out.toString();
    }

    static void append(String text, StringBuilder out) {
        int done = 0;
        int boundary = -1;
        int colon = text.indexOf("://");
        while (colon >= 0) {
            int start = start(text, colon, done);
            if (start >= 0 && boundary < colon + 3) {
                boundary = boundary(text, colon + 3);
            }
            int end = start < 0 || boundary - start > SafeUrl.LONGEST ? -1 : end(text, colon + 3, boundary);
            boolean cut = end >= 0 && end < text.length() && text.charAt(end) == '<';
            if (end > colon + 3
                    && !cut
                    && SafeUrl.link(text.substring(start, end)).isPresent()) {
                escape(text, done, start, out);
                out.append("<a href=\"");
                attribute(text.substring(start, end), out);
                out.append("\" rel=\"").append(REL).append("\">");
                escape(text, start, end, out);
                out.append("</a>");
                done = end;
            }
            colon = text.indexOf("://", Math.max(colon + 3, done));
        }
        escape(text, done, text.length(), out);
    }

    /** Escapes text that stands between tags. */
    static void escape(String text, int start, int end, StringBuilder out) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\u00a0' -> out.append("&nbsp;");
                default -> out.append(c);
            }
        }
    }

    /** Escapes text that stands in an attribute between double quotes. */
    static void attribute(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    /** Where the scheme before a colon begins; -1 where it is not http or https, or a word runs into it. */
    private static int start(String text, int colon, int from) {
        for (String scheme : new String[] {"https", "http"}) {
            int start = colon - scheme.length();
            if (start >= from
                    && text.startsWith(scheme, start)
                    && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))) {
                return start;
            }
        }
        return -1;
    }

    /** Where the word ends that an address is in. */
    private static int boundary(String text, int from) {
        int end = from;
        while (end < text.length() && !isBoundary(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int end(String text, int from, int cut) {
        int open = 0;
        int close = 0;
        for (int i = from; i < cut; i++) {
            open += text.charAt(i) == '(' ? 1 : 0;
            close += text.charAt(i) == ')' ? 1 : 0;
        }
        int end = cut;
        while (end > from) {
            char last = text.charAt(end - 1);
            if (last == ')' && close > open) {
                close--;
            } else if (".,;:!?'*_]}".indexOf(last) < 0) {
                break;
            }
            end--;
        }
        return end < cut && cut < text.length() && text.charAt(cut) == '<' ? cut : end;
    }

    private static boolean isBoundary(char c) {
        return c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' || Character.isWhitespace(c) || c == '\u00a0';
    }
}
