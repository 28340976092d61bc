package io.github.orrery.problem;

import java.util.Comparator;

/**
 * One thing that is wrong with the user's data. Printed as
 * {@code repo/packages/C/cassandra/3/package.json:12:5: error: what is wrong, what was expected [rule-id]}.
 *
 * @param severity whether it keeps the site from being written
 * @param ruleId a row of {@code docs/checks.md}, e.g. {@code package-name-directory}
 * @param location where
 * @param message what is wrong and what was expected, one line, quoting the value; control characters are escaped
 */
public record Problem(Severity severity, String ruleId, Location location, String message)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::location)
            .thenComparing(Problem::ruleId)
            .thenComparing(Problem::severity)
            .thenComparing(Problem::message);
    private static final int LONGEST_QUOTE = 120;

    public Problem {
        message = oneLine(message);
    }

    /** An error at a place. */
    public static Problem error(String ruleId, Location location, String message) {
        return new Problem(Severity.ERROR, ruleId, location, message);
    }

    /** A warning at a place. */
    public static Problem warning(String ruleId, Location location, String message) {
        return new Problem(Severity.WARNING, ruleId, location, message);
    }

    /** The value in double quotes, shortened to {@value #LONGEST_QUOTE} characters, safe for a terminal and a log. */
    public static String quote(String value) {
        String shown = value;
        if (shown.length() > LONGEST_QUOTE) {
            int end = Character.isHighSurrogate(shown.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
            shown = shown.substring(0, end) + "...";
        }
        return '"' + oneLine(shown) + '"';
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** Escapes what could move a terminal's cursor or forge a second line of a log (control and bidi characters). */
    public static String oneLine(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unsafe = Character.isISOControl(c)
                    || c == '\u2028'
                    || c == '\u2029'
                    || (c >= '\u200b' && c <= '\u200f')
                    || (c >= '\u202a' && c <= '\u202e')
                    || (c >= '\u2066' && c <= '\u2069')
                    || c == '\ufeff';
            if (unsafe && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                if (unsafe) {
                    switch (c) {
                        case '\n' -> out.append("\\n");
                        case '\r' -> out.append("\\r");
                        case '\t' -> out.append("\\t");
                        default -> out.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
                    }
                } else {
                    out.append(c);
                }
            }
        }
        return out == null ? text : out.toString();
    }
}
