package io.github.orrery.app;

import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import org.everit.json.schema.regexp.RE2JRegexpFactory;
import org.everit.json.schema.regexp.Regexp;

/**
 * Regular expressions of strangers, run in linear time and within bounds (trust.md 8.3): java.util.regex would hang or
 * overflow the stack on patterns that real packages have. For one thread.
 */
final class Patterns {
    sealed interface Result {}

    /**
     * A pattern that can be run.
     *
     * @param states about how many states it has, which each character of a text may pass
     */
    record Usable(Regexp regexp, int states) implements Result {}

    record Unusable(NotEvaluated.Reason reason) implements Result {}

    private static final int LONGEST = 512;
    private static final int MOST_REPEATS = 1000;

    private final Map<String, Result> known = new HashMap<>();
    private final RE2JRegexpFactory factory = new RE2JRegexpFactory();

    Result get(String pattern) {
        return known.computeIfAbsent(pattern, this::make);
    }

    private Result make(String pattern) {
        int repeats = repeats(pattern);
        if (pattern.length() > LONGEST || repeats > MOST_REPEATS) {
            return new Unusable(NotEvaluated.Reason.PATTERN_TOO_COSTLY);
        }
        try {
            return new Usable(factory.createHandler(pattern), pattern.length() * repeats);
        } catch (PatternSyntaxException e) {
            return new Unusable(NotEvaluated.Reason.PATTERN_INVALID);
        }
    }

    /** How often the most repeated part is repeated: the product of the counts in braces around it. */
    static int repeats(String pattern) {
        int[] within = new int[pattern.length() + 2]; // per open group: the greatest product inside it
        int depth = 0;
        int last = 1; // product of the part that a count would apply to
        within[0] = 1;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> {
                    i++;
                    last = 1;
                }
                case '[' -> {
                    i = endOfClass(pattern, i);
                    last = 1;
                }
                case '(' -> {
                    within[++depth] = 1;
                    last = 1;
                }
                case ')' -> {
                    last = within[depth];
                    if (depth > 0) {
                        depth--;
                        within[depth] = Math.max(within[depth], last);
                    }
                }
                case '{' -> {
                    last = Math.min(MOST_REPEATS + 1, last * count(pattern, i));
                    within[depth] = Math.max(within[depth], last);
                }
                case '}', '*', '+', '?' -> {}
                default -> last = 1;
            }
        }
        int greatest = 1;
        for (int i = 0; i <= depth; i++) {
            greatest = Math.max(greatest, within[i]);
        }
        return greatest;
    }

    private static int endOfClass(String pattern, int begin) {
        int i = begin + 1;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == ']' && i > first) {
                return i;
            }
        }
        return i;
    }

    private static int count(String pattern, int brace) {
        int greatest = 1;
        int number = 0;
        for (int i = brace + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(MOST_REPEATS + 1, number * 10 + (c - '0')) : 0;
            greatest = Math.max(greatest, number);
        }
        return greatest;
    }
}
